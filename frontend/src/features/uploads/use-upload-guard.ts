"use client";

import { useEffect, useRef } from "react";
import { useSession } from "@/lib/session";
import { isUnderWay, useUploadQueue } from "./upload-queue";

/** Asks before the tab closes on a running upload, stops everything when its owner signs out, and forgets it when another person comes. */
export function useUploadGuard(): void {
  const underWay = useUploadQueue((queue) => isUnderWay(queue.items));
  const owner = useSession((state) => state.user?.user_id ?? null);

  useEffect(() => {
    if (!underWay) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [underWay]);

  const last = useRef<string | null>(null);
  useEffect(() => {
    if (owner === null) {
      if (last.current) useUploadQueue.getState().signedOut();
      return;
    }
    if (last.current && last.current !== owner) useUploadQueue.getState().stopAll();
    last.current = owner;
  }, [owner]);
}
