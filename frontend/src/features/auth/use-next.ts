"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { useSession } from "@/lib/session";
import { safeNext } from "@/lib/urls";

/** The page to come back to after signing in: only ever a path on this site. */
export function useNext(): { next: string; raw: string | undefined } {
  const asked = useSearchParams().get("next");
  const next = safeNext(asked);
  return { next, raw: asked && next === asked ? asked : undefined };
}

/** Whoever is (or has just become) signed in has no business on this page. */
export function useLeaveWhenSignedIn(): boolean {
  const { next } = useNext();
  const router = useRouter();
  const signedIn = useSession((state) => state.status === "signed-in");
  useEffect(() => {
    if (signedIn) router.replace(next);
  }, [signedIn, next, router]);
  return signedIn;
}
