"use client";

import { toast } from "@/components/ui/toast";
import { asProblem } from "@/lib/problem";
import type { Video } from "@/lib/types";
import { useRestoreVideo } from "./my-videos-api";

/** Restores a deleted video, and says in a toast how that went. */
export function useBringBack(video: Video) {
  const restore = useRestoreVideo();
  const bringBack = async () => {
    try {
      await restore.mutateAsync(video.video_id);
      toast.success(`“${video.title}” is back.`);
    } catch (error) {
      toast.error(asProblem(error).detail);
    }
  };
  return { bringBack: () => void bringBack(), pending: restore.isPending };
}
