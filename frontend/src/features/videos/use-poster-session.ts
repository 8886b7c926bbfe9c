"use client";

import { useQuery } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api";
import { useSession } from "@/lib/session";
import { endpoints } from "@/lib/urls";

/** The cookies last two hours; fresh ones come well before that. */
const REFRESH_MS = 50 * 60 * 1000;
const PRIVATE = "/media/private/";

/**
 * Gets the cookies with which my own private media may be seen, and renews them in time.
 * Answers which address a poster may be loaded from now: asked for too early, the browser would remember a 403.
 */
export function usePosterSession(): (posterUrl: string | null) => string | null {
  const person = useSession((state) => state.user?.user_id ?? null);
  const cookies = useQuery({
    queryKey: ["playback", "session", person],
    queryFn: async () => {
      await apiFetch(endpoints.playback.session, { method: "POST" });
      return true;
    },
    enabled: person !== null,
    // Signing out takes the cookies back, and then an old answer would be a lie.
    gcTime: 0,
    staleTime: REFRESH_MS,
    refetchInterval: REFRESH_MS,
  });
  return (posterUrl) => (posterUrl?.includes(PRIVATE) && !cookies.isSuccess ? null : posterUrl);
}
