"use client";

import { useQuery, type Query } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api";
import { useSession } from "@/lib/session";
import type { Playback, RequestBody } from "@/lib/types";
import { endpoints } from "@/lib/urls";

const RENEW_EARLY_MS = 5 * 60_000;
const AT_LEAST_MS = 20_000;
const WAIT_FOR_MANIFEST_MS = 2_000;

/** When to ask again, in ms from now: well before the signed cookies end; soon while there is no manifest yet. */
export function renewalDelay(playback: Playback | undefined, now: number = Date.now()): number | false {
  if (!playback) return false;
  if (!playback.manifest_url) return WAIT_FOR_MANIFEST_MS;
  if (!playback.expires_at) return false;
  const left = Date.parse(playback.expires_at) - now;
  // Short-lived cookies are renewed at half their life, long-lived ones five minutes before the end.
  return Math.max(AT_LEAST_MS, left - Math.min(RENEW_EARLY_MS, left / 2));
}

/** Where to play a video from; sets the cookies for a private one and renews them for as long as it is on the page. */
export function usePlayback(videoId: string, enabled: boolean) {
  const person = useSession((state) => state.user?.user_id ?? null);
  return useQuery({
    queryKey: ["playback", videoId, person],
    queryFn: ({ signal }) => apiFetch<Playback>(endpoints.playback.one(videoId), { signal }),
    enabled,
    // The cookies are the answer's other half, so an old answer is worth nothing.
    gcTime: 0,
    staleTime: 60_000,
    refetchInterval: (query: Query<Playback>) => renewalDelay(query.state.data),
    // Sound goes on in a hidden tab, and so must the cookies.
    refetchIntervalInBackground: true,
  });
}

/** Tells the server that this viewer has watched; resolves when it knows. */
export function sendView(videoId: string, sessionId: string): Promise<void> {
  const body: RequestBody<"View"> = { session_id: sessionId };
  return apiFetch(endpoints.playback.view(videoId), { method: "POST", body, keepalive: true });
}
