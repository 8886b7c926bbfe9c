"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { asProblem } from "@/lib/problem";
import type { Video } from "@/lib/types";
import { useVideoOnce } from "./my-videos-api";
import { OwnerFacts } from "./owner-facts";
import { PosterChoice } from "./poster-choice";
import { VideoDetailsForm } from "./video-details-form";

interface VideoDetailsLoaderProps {
  videoId: string;
  onSaved?: (video: Video) => void;
  onCancel?: () => void;
}

/** Poster, details form and what else its owner should know, for a video of which only the id is known. */
export function VideoDetailsLoader({ videoId, onSaved, onCancel }: VideoDetailsLoaderProps) {
  const video = useVideoOnce(videoId);
  if (video.data) {
    return (
      <>
        <OwnerFacts video={video.data} />
        <PosterChoice key={videoId} video={video.data} />
        <VideoDetailsForm key={`form ${videoId}`} video={video.data} onSaved={onSaved} onCancel={onCancel} />
      </>
    );
  }
  if (video.isError) {
    return (
      <Alert
        tone="danger"
        className="mb-4"
        action={<Button size="sm" variant="secondary" onClick={() => void video.refetch()}>Try again</Button>}
      >
        {asProblem(video.error).detail}
      </Alert>
    );
  }
  return (
    <div role="status" aria-label="Loading the details" className="flex flex-col gap-5 pb-4">
      <Skeleton className="h-[4.4rem]" />
      <Skeleton className="h-[10rem]" />
      <Skeleton className="h-[4.4rem]" />
      <Skeleton className="h-[6.5rem]" />
    </div>
  );
}
