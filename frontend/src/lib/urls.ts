/** Every address the site uses: its own pages and the API's calls. */

import type { ApiPath } from "./types";

type Query = Record<string, string | number | boolean | null | undefined>;

function withQuery(path: string, query: Query): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") params.set(key, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

const id = encodeURIComponent;

// Whole addresses must be ones the API knows; built ones cannot be checked so.
type Endpoints = Record<string, Record<string, ApiPath | ((...parts: never[]) => string)>>;

export const pages = {
  home: "/",
  /** `seconds` is where to start. */
  watch: (videoId: string, seconds?: number) => withQuery("/watch", { v: videoId, t: seconds ? Math.floor(seconds) : undefined }),
  upload: "/upload",
  studio: "/studio",
  studioVideo: (videoId: string) => withQuery("/studio", { v: videoId }),
  /** `next` is a path on this site to come back to. */
  login: (next?: string) => withQuery("/login", { next }),
  signup: (next?: string) => withQuery("/signup", { next }),
  confirm: (email?: string, next?: string) => withQuery("/confirm", { email, next }),
  reset: (email?: string) => withQuery("/reset", { email }),
  settings: "/settings",
} as const;

/** A `next` parameter from the address bar, only if it is a path on this very site. */
export function safeNext(next: string | null | undefined, fallback: string = pages.home): string {
  return next && /^\/(?![/\\])[^\\\u0000-\u001f]*$/.test(next) ? next : fallback;
}

export const endpoints = {
  auth: {
    register: "/api/auth/register",
    confirm: "/api/auth/confirm",
    resend: "/api/auth/confirm/resend",
    login: "/api/auth/login",
    loginTotp: "/api/auth/login/totp",
    loginRecover: "/api/auth/login/recover",
    refresh: "/api/auth/refresh",
    logout: "/api/auth/logout",
    logoutEverywhere: "/api/auth/logout-everywhere",
    passwordForgot: "/api/auth/password/forgot",
    passwordReset: "/api/auth/password/reset",
    passwordChange: "/api/auth/password/change",
    me: "/api/auth/me",
    avatar: "/api/auth/me/avatar",
    deleteMe: "/api/auth/me/delete",
    totpEnrol: "/api/auth/totp/enrol",
    totpVerify: "/api/auth/totp/verify",
    totpDisable: "/api/auth/totp/disable",
    config: "/api/auth/config",
  },
  uploads: {
    all: "/api/uploads",
    one: (uploadId: string) => `/api/uploads/${id(uploadId)}`,
    parts: (uploadId: string) => `/api/uploads/${id(uploadId)}/parts`,
    complete: (uploadId: string) => `/api/uploads/${id(uploadId)}/complete`,
  },
  videos: {
    list: (cursor?: string | null, limit?: number) => withQuery("/api/videos", { cursor, limit }),
    mine: (query: { cursor?: string | null; limit?: number; deleted?: boolean } = {}) =>
      withQuery("/api/videos/mine", query),
    one: (videoId: string) => `/api/videos/${id(videoId)}`,
    restore: (videoId: string) => `/api/videos/${id(videoId)}/restore`,
    cancel: (videoId: string) => `/api/videos/${id(videoId)}/cancel`,
    poster: (videoId: string) => `/api/videos/${id(videoId)}/poster`,
  },
  playback: {
    one: (videoId: string) => `/api/playback/${id(videoId)}`,
    view: (videoId: string) => `/api/playback/${id(videoId)}/view`,
    session: "/api/playback/session",
  },
} as const satisfies Endpoints;
