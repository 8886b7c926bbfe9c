/** The shapes the API speaks; the only file to change when they are generated into schema.d.ts. */

export type Visibility = "public" | "unlisted" | "private";
export type VideoState = "uploading" | "uploaded" | "processing" | "playable" | "ready" | "failed";

export interface Me {
  user_id: string;
  email: string;
  display_name: string;
  avatar_url: string | null;
  roles: string[];
  totp_enabled: boolean;
  created_at: string;
}

export interface LoginResult {
  challenge: null | "totp";
  session: string | null;
  access_token: string | null;
  /** Seconds. */
  expires_in: number | null;
  user: Me | null;
}

export interface AuthConfig {
  mail_hint: string | null;
}

export interface TotpEnrolment {
  secret: string;
  otpauth_uri: string;
}

export interface RecoveryCodes {
  recovery_codes: string[];
}

export interface UploadedPart {
  number: number;
  etag: string;
  size: number;
}

export interface Upload {
  upload_id: string;
  video_id: string;
  filename: string;
  size: number;
  content_type: string;
  part_size: number;
  part_count: number;
  state: VideoState;
  expires_at: string;
  created_at: string;
  uploaded_parts: UploadedPart[];
}

export interface SignedPart {
  number: number;
  url: string;
  headers: Record<string, string>;
}

export interface Rendition {
  name: string;
  width: number;
  height: number;
  bandwidth: number;
}

export interface Creator {
  user_id: string;
  display_name: string;
  avatar_url: string | null;
}

export interface Video {
  video_id: string;
  title: string;
  description: string;
  tags: string[];
  visibility: Visibility;
  state: VideoState;
  reason: string | null;
  /** 0..100, whole. */
  percent: number;
  duration_seconds: number | null;
  width: number | null;
  height: number | null;
  renditions: Rendition[];
  poster_url: string | null;
  creator: Creator;
  views: number;
  size_bytes: number;
  filename: string | null;
  created_at: string;
  published_at: string | null;
  deleted_at: string | null;
  is_owner: boolean;
}

export interface Playback {
  video_id: string;
  state: VideoState;
  manifest_url: string | null;
  poster_url: string | null;
  expires_at: string | null;
}

export interface Page<T> {
  items: T[];
  cursor: string | null;
}
