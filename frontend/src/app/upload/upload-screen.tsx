"use client";

import { UploadForm } from "@/features/uploads/upload-form";
import { VideoDetailsLoader } from "@/features/videos/video-details-loader";
import { VideoMark } from "@/features/videos/video-mark";
import { VideoOutcome } from "@/features/videos/video-outcome";

/** Puts the file's way (uploads) and the video it becomes (videos) into one card; neither knows the other. */
export function UploadScreen() {
  return (
    <UploadForm
      renderMark={(videoId) => <VideoMark videoId={videoId} />}
      renderOutcome={(videoId) => <VideoOutcome videoId={videoId} />}
      renderDetails={(videoId) => <VideoDetailsLoader videoId={videoId} />}
    />
  );
}
