"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, type ReactNode } from "react";
import { hasSessionHint, refreshSession, SESSION_HINT, startSession, useSession } from "./session";

// Early enough that a slow refresh still lands before the old token ends.
const MARGIN_MS = 60_000;

function refreshQuietly(): void {
  refreshSession().catch(() => {
    // No answer is no sign-out: the next call that gets a 401 refreshes again.
  });
}

/** What was loaded for one person must not be shown to the next. */
function useFreshCachePerPerson(): void {
  const client = useQueryClient();
  const status = useSession((state) => state.status);
  const person = useSession((state) => state.user?.user_id ?? null);
  const before = useRef<string | null | undefined>(undefined);
  useEffect(() => {
    if (status === "loading") return;
    if (before.current !== undefined && before.current !== person) void client.resetQueries();
    before.current = person;
  }, [client, status, person]);
}

/** Restores the session when the site opens, renews it before it runs out, and keeps the tabs in step. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const expiresAt = useSession((state) => state.expiresAt);
  useFreshCachePerPerson();

  useEffect(() => {
    void startSession();
  }, []);

  useEffect(() => {
    if (expiresAt === null) return;
    const timer = setTimeout(refreshQuietly, Math.max(expiresAt - Date.now() - MARGIN_MS, 5_000));
    return () => clearTimeout(timer);
  }, [expiresAt]);

  useEffect(() => {
    const onStorage = (event: StorageEvent) => {
      if (event.key !== SESSION_HINT && event.key !== null) return;
      if (hasSessionHint()) refreshQuietly();
      else useSession.getState().clear();
    };
    const onBack = () => {
      const { status, expiresAt: end } = useSession.getState();
      const stale = status === "signed-in" && end !== null && end - Date.now() < MARGIN_MS;
      if (stale || (status === "anonymous" && hasSessionHint())) refreshQuietly();
    };
    const onVisible = () => {
      if (document.visibilityState === "visible") onBack();
    };
    window.addEventListener("storage", onStorage);
    window.addEventListener("online", onBack);
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      window.removeEventListener("storage", onStorage);
      window.removeEventListener("online", onBack);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, []);

  return children;
}
