"use client";

import { RotateCcw } from "lucide-react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { formatDate } from "@/lib/format";
import { asProblem } from "@/lib/problem";
import type { Video } from "@/lib/types";
import { goneAt } from "./days-left";
import { useRestoreVideo } from "./my-videos-api";

/** Tells the owner of a deleted video that it is one, and offers the way back. */
export function DeletedNotice({ video }: { video: Video }) {
  const restore = useRestoreVideo();
  const bringBack = async () => {
    try {
      await restore.mutateAsync(video.video_id);
      toast.success(`“${video.title}” is back.`);
    } catch (error) {
      toast.error(asProblem(error).detail);
    }
  };
  return (
    <Alert
      tone="warning"
      title="You deleted this video."
      action={
        <Button size="sm" variant="secondary" loading={restore.isPending} onClick={() => void bringBack()}>
          <RotateCcw aria-hidden /> Restore
        </Button>
      }
    >
      It will be removed for good on {formatDate(goneAt(video.deleted_at))}. Nobody else can watch it.
    </Alert>
  );
}
