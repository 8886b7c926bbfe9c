"use client";

import { CircleCheck, TriangleAlert } from "lucide-react";
import { useVideo } from "./api";

/** A sign for a video whose file has arrived: green only once it is ready, for an arrived file is no promise. */
export function VideoMark({ videoId }: { videoId: string }) {
  const state = useVideo(videoId).data?.state;
  if (state === "failed") return <TriangleAlert aria-hidden className="size-5 text-danger-ink" />;
  return <CircleCheck aria-hidden className={state === "ready" ? "size-5 text-success-ink" : "size-5 text-muted"} />;
}
