"use client";

import { RotateCcw, Trash2 } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemState } from "@/components/ui/problem-state";
import { formatAge } from "@/lib/format";
import type { Video } from "@/lib/types";
import { daysLeftWords, KEPT_DAYS } from "./days-left";
import { MoreRows } from "./more-rows";
import { MyVideosSkeleton } from "./my-videos-skeleton";
import { useMyVideos } from "./my-videos-api";
import { Poster } from "./poster";
import { useBringBack } from "./use-bring-back";
import { usePosterSession } from "./use-poster-session";

/** The bin: what was deleted in the last days, and how to get it back. */
export function DeletedVideos() {
  const videos = useMyVideos({ deleted: true });
  const posterFor = usePosterSession();
  if (videos.isPending) return <MyVideosSkeleton />;
  if (!videos.data) {
    return <ProblemState error={videos.error} onRetry={() => void videos.refetch()} retrying={videos.isFetching} />;
  }
  if (videos.data.length === 0) {
    return (
      <EmptyState icon={<Trash2 aria-hidden />} title="Nothing deleted">
        Videos you delete stay here for {KEPT_DAYS} days, in case you change your mind.
      </EmptyState>
    );
  }
  return (
    <>
      <ul aria-label="Recently deleted videos" className="divide-y divide-line">
        {videos.data.map((video) => (
          <DeletedVideo key={video.video_id} video={video} posterUrl={posterFor(video.poster_url)} />
        ))}
      </ul>
      <MoreRows query={videos} />
    </>
  );
}

function DeletedVideo({ video, posterUrl }: { video: Video; posterUrl: string | null }) {
  const { bringBack, pending } = useBringBack(video);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 py-4">
      <Poster src={posterUrl} duration={video.duration_seconds} className="w-32 shrink-0 opacity-60 sm:w-40" />
      <div className="min-w-[9rem] flex-1">
        <p className="line-clamp-2 font-medium text-ink [overflow-wrap:anywhere]">{video.title}</p>
        <p className="mt-1 text-sm text-muted">Deleted {formatAge(video.deleted_at)}</p>
        <Badge className="mt-2">{daysLeftWords(video.deleted_at)}</Badge>
      </div>
      <Button variant="secondary" loading={pending} onClick={bringBack} aria-label={`Restore ${video.title}`}>
        <RotateCcw aria-hidden /> Restore
      </Button>
    </li>
  );
}
