"use client";

import { CircleStop, Play } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Skeleton } from "@/components/ui/skeleton";
import { asProblem } from "@/lib/problem";
import type { Video } from "@/lib/types";
import { pages } from "@/lib/urls";
import { useVideo } from "./api";
import { CancelProcessingDialog } from "./cancel-processing-dialog";
import { canBeWatched, isBeingProcessed, longState } from "./state-words";

/** What becomes of a file that has arrived: followed live until it is ready, or has failed and says why. */
export function VideoOutcome({ videoId }: { videoId: string }) {
  const video = useVideo(videoId);
  if (video.data) return <Outcome video={video.data} />;
  if (!video.isError) return <Skeleton className="h-28 rounded-2xl" />;
  return (
    <Alert
      tone="danger"
      action={<Button size="sm" variant="secondary" onClick={() => void video.refetch()}>Try again</Button>}
    >
      {asProblem(video.error).detail}
    </Alert>
  );
}

function Outcome({ video }: { video: Video }) {
  if (video.state === "failed") {
    return (
      <Alert tone="danger" title="This video could not be processed">
        <p>{longState(video)}</p>
        <p className="mt-1">
          Check that the file plays on your computer, then export it again (MP4 is a safe choice) and upload it anew. The
          file you sent is kept for 7 days.
        </p>
      </Alert>
    );
  }
  const watchable = canBeWatched(video);
  return (
    <div className="rounded-2xl bg-raised p-4 sm:p-5">
      {video.state !== "ready" && (
        <ProgressBar
          value={video.state === "uploaded" || video.state === "uploading" ? null : video.percent}
          label="Processing"
          className="mb-4 bg-hover"
        />
      )}
      <p role="status" className="text-sm leading-6 text-ink">{longState(video)}</p>
      <div className="mt-4 flex flex-wrap gap-2">
        {watchable ? (
          <Button asChild>
            <Link href={pages.watch(video.video_id)}>
              <Play aria-hidden /> Watch
            </Link>
          </Button>
        ) : (
          <Button disabled>
            <Play aria-hidden /> Watch
          </Button>
        )}
        <CopyButton
          text={() => window.location.origin + pages.watch(video.video_id)}
          label="Copy link"
          className="bg-hover hover:bg-line"
        />
        {isBeingProcessed(video) && <CancelButton video={video} />}
      </div>
    </div>
  );
}

function CancelButton({ video }: { video: Video }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="ghost" className="hover:bg-hover sm:ml-auto" onClick={() => setAsking(true)}>
        <CircleStop aria-hidden /> Cancel processing
      </Button>
      {asking && <CancelProcessingDialog video={video} onClose={() => setAsking(false)} />}
    </>
  );
}
