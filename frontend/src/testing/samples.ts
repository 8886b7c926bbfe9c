/** For tests only: whole objects as the API sends them, with whatever matters changed. */

import type { LoginResult, Me, Video } from "@/lib/types";

export function aVideo(changes: Partial<Video> = {}): Video {
  return {
    video_id: "v1",
    title: "Night ride through the Alfama",
    description: "",
    tags: [],
    visibility: "public",
    state: "ready",
    reason: null,
    percent: 100,
    duration_seconds: 75,
    width: 1280,
    height: 720,
    renditions: [],
    poster_url: "/media/public/u1/v1/poster.jpg",
    poster: null,
    posters: [],
    storyboard_url: null,
    route: null,
    cost_estimate: null,
    cost_actual: null,
    note: null,
    creator: { user_id: "u1", display_name: "Mara Lindqvist", avatar_url: null },
    views: 15_300,
    size_bytes: 1_000_000,
    filename: null,
    created_at: new Date(Date.now() - 2 * 86_400_000).toISOString(),
    published_at: null,
    deleted_at: null,
    is_owner: false,
    ...changes,
  };
}

export function aUser(changes: Partial<Me> = {}): Me {
  return {
    user_id: "u1",
    email: "mara@example.org",
    display_name: "Mara Lindqvist",
    avatar_url: null,
    roles: ["viewer"],
    totp_enabled: false,
    created_at: "2026-11-01T10:00:00Z",
    ...changes,
  };
}

export function aLogin(token = "token-1", changes: Partial<LoginResult> = {}): LoginResult {
  return { challenge: null, session: null, access_token: token, expires_in: 3600, user: aUser(), ...changes };
}
