"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { Video } from "@/lib/types";
import { useCancelProcessing } from "./my-videos-api";

/** Asks, and stops the processing of a video. */
export function CancelProcessingDialog({ video, onClose }: { video: Video; onClose: () => void }) {
  const cancel = useCancelProcessing();
  const confirm = async () => {
    await cancel.mutateAsync(video.video_id);
    toast(`The processing of “${video.title}” is cancelled.`);
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Cancel processing?"
      description={`What has been made of “${video.title}” so far is removed, and nobody can watch it. To have it after all, upload the file again.`}
      confirmLabel="Cancel processing"
      cancelLabel="Keep processing"
      danger
      onConfirm={confirm}
    />
  );
}
