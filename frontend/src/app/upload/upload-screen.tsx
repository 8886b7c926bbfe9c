"use client";

import { UploadBoard } from "@/features/uploads/upload-board";
import { VideoDetailsLoader } from "@/features/videos/video-details-loader";
import { VideoOutcome } from "@/features/videos/video-outcome";

/** Puts the file's way (uploads) and the video it becomes (videos) into one card; neither knows the other. */
export function UploadScreen() {
  return (
    <UploadBoard
      renderOutcome={(videoId) => <VideoOutcome videoId={videoId} />}
      renderDetails={(videoId) => <VideoDetailsLoader videoId={videoId} />}
    />
  );
}
