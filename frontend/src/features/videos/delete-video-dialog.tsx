"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { asProblem } from "@/lib/problem";
import type { Video } from "@/lib/types";
import { KEPT_DAYS } from "./days-left";
import { useDeleteVideo, useRestoreVideo } from "./my-videos-api";

/** Asks, deletes, and leaves a way back at hand. */
export function DeleteVideoDialog({ video, onClose }: { video: Video; onClose: () => void }) {
  const remove = useDeleteVideo();
  const restore = useRestoreVideo();

  const undo = async () => {
    try {
      await restore.mutateAsync(video.video_id);
      toast.success(`“${video.title}” is back.`);
    } catch (error) {
      toast.error(asProblem(error).detail);
    }
  };
  const confirm = async () => {
    await remove.mutateAsync(video.video_id);
    toast(`“${video.title}” is deleted.`, { duration: 10_000, action: { label: "Undo", onClick: () => void undo() } });
  };

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Delete this video?"
      description={`Nobody can watch “${video.title}” any more. You can bring it back for ${KEPT_DAYS} days.`}
      confirmLabel="Delete"
      danger
      onConfirm={confirm}
    />
  );
}
