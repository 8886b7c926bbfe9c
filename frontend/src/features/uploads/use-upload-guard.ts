"use client";

import { useEffect } from "react";
import { useSession } from "@/lib/session";
import { isUnderWay, useUploadQueue } from "./upload-queue";

/** Asks before the tab closes on a running upload, and stops everything when its owner signs out. */
export function useUploadGuard(): void {
  const underWay = useUploadQueue((queue) => isUnderWay(queue.items));
  const owner = useSession((state) => state.user?.user_id ?? null);

  useEffect(() => {
    if (!underWay) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [underWay]);

  useEffect(() => {
    if (!owner) return;
    return () => useUploadQueue.getState().stopAll();
  }, [owner]);
}
