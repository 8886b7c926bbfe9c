"use client";

import { Clapperboard } from "lucide-react";
import Link from "next/link";
import { useCallback, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemState } from "@/components/ui/problem-state";
import type { Video } from "@/lib/types";
import { pages } from "@/lib/urls";
import { CancelProcessingDialog } from "./cancel-processing-dialog";
import { DeleteVideoDialog } from "./delete-video-dialog";
import { EditVideoDialog } from "./edit-video-dialog";
import { MoreRows } from "./more-rows";
import { columns, MyVideoRow } from "./my-video-row";
import { MyVideosSkeleton } from "./my-videos-skeleton";
import { useMyVideos } from "./my-videos-api";
import { usePosterSession } from "./use-poster-session";

interface MyVideosListProps {
  /** A video whose details are open from the start (/studio?v=ID). */
  openVideoId?: string | null;
  onClosed?: () => void;
}

/** All my videos, whatever state they are in. */
export function MyVideosList({ openVideoId = null, onClosed }: MyVideosListProps) {
  const videos = useMyVideos({ deleted: false });
  const posterFor = usePosterSession();
  const [editing, setEditing] = useState<string | null>(openVideoId);
  const [cancelling, setCancelling] = useState<Video | null>(null);
  const [deleting, setDeleting] = useState<Video | null>(null);

  const { refetch } = videos;
  // Several posters may fail at once; one question answers them all.
  const askAgain = useCallback(() => void refetch({ cancelRefetch: false }), [refetch]);
  const close = () => {
    setEditing(null);
    onClosed?.();
  };

  return (
    <div className="@container">
      {videos.isPending && <MyVideosSkeleton />}
      {videos.isError && !videos.data && (
        <ProblemState error={videos.error} onRetry={() => void videos.refetch()} retrying={videos.isFetching} />
      )}
      {videos.data?.length === 0 && <NothingYet />}
      {videos.data && videos.data.length > 0 && (
        <>
          <ListHead />
          <ul aria-label="Your videos" className="divide-y divide-line">
            {videos.data.map((video, index) => (
              <MyVideoRow
                key={video.video_id}
                video={video}
                posterUrl={posterFor(video.poster_url)}
                eager={index < 6}
                onPosterFailed={askAgain}
                onEdit={() => setEditing(video.video_id)}
                onCancel={() => setCancelling(video)}
                onDelete={() => setDeleting(video)}
              />
            ))}
          </ul>
          <MoreRows query={videos} />
        </>
      )}
      {editing && <EditVideoDialog videoId={editing} onClose={close} />}
      {cancelling && <CancelProcessingDialog video={cancelling} onClose={() => setCancelling(null)} />}
      {deleting && <DeleteVideoDialog video={deleting} onClose={() => setDeleting(null)} />}
    </div>
  );
}

/** Each cell names itself again for screen readers through its words, so the head is only for the eye. */
function ListHead() {
  return (
    <div aria-hidden className={`hidden border-b pb-3 text-sm text-muted ${columns}`}>
      <span>Video</span>
      <span>State</span>
      <span>Who can watch</span>
      <span>Date</span>
      <span className="text-right">Views</span>
      <span />
    </div>
  );
}

function NothingYet() {
  return (
    <EmptyState
      icon={<Clapperboard aria-hidden />}
      title="Your stage is empty"
      action={
        <Button asChild size="lg">
          <Link href={pages.upload}>Upload your first video</Link>
        </Button>
      }
    >
      Videos you upload appear here, with how far they are and how often they were watched.
    </EmptyState>
  );
}
