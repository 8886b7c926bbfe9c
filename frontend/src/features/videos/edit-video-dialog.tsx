"use client";

import { Dialog } from "@/components/ui/dialog";
import { VideoDetailsLoader } from "./video-details-loader";

export function EditVideoDialog({ videoId, onClose }: { videoId: string; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Edit details" size="lg" ownFooter>
      <VideoDetailsLoader videoId={videoId} onSaved={onClose} onCancel={onClose} />
    </Dialog>
  );
}
