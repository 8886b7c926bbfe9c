"use client";

import { Clapperboard, Upload } from "lucide-react";
import Link from "next/link";
import { useCallback } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemState } from "@/components/ui/problem-state";
import { asProblem } from "@/lib/problem";
import { pages } from "@/lib/urls";
import { useInView } from "@/lib/use-in-view";
import { useVideoList } from "./api";
import { VideoCard } from "./video-card";
import { VideoCardSkeleton } from "./video-card-skeleton";

const GRID =
  "grid gap-x-4 gap-y-9 sm:grid-cols-2 lg:grid-cols-3 min-[1500px]:grid-cols-4 min-[2000px]:grid-cols-5 min-[2500px]:grid-cols-6";
const FIRST_ROWS = 4;

function Skeletons({ count }: { count: number }) {
  return Array.from({ length: count }, (_, index) => <VideoCardSkeleton key={index} />);
}

function NothingYet() {
  return (
    <EmptyState
      className="pt-20"
      icon={<Clapperboard aria-hidden />}
      title="The stage is yours"
      action={
        <Button asChild size="lg">
          <Link href={pages.upload}>
            <Upload aria-hidden />
            Upload the first video
          </Link>
        </Button>
      }
    >
      Nobody has published a video here yet. Be the first: it takes a file and a title.
    </EmptyState>
  );
}

/** Everybody's videos, loading further ones while one scrolls. */
export function VideoGrid() {
  const list = useVideoList();
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  // After a failure the page waits for the button: scrolling must not hammer a server that is down.
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  const sentinel = useInView(more);

  if (list.isPending) {
    return (
      <div className={GRID} role="status" aria-label="Loading videos">
        <Skeletons count={12} />
      </div>
    );
  }
  if (!list.data) {
    return <ProblemState className="pt-20" error={list.error} onRetry={() => void list.refetch()} retrying={list.isFetching} />;
  }
  if (list.data.length === 0) return <NothingYet />;
  return (
    <>
      <ul className={GRID}>
        {list.data.map((video, index) => (
          <li key={video.video_id}>
            <VideoCard video={video} eager={index < FIRST_ROWS} />
          </li>
        ))}
        {isFetchingNextPage && <Skeletons count={4} />}
      </ul>
      {isFetchNextPageError && (
        <Alert tone="danger" className="mx-auto mt-8 max-w-lg">
          {asProblem(list.error).detail}
        </Alert>
      )}
      {hasNextPage && (
        <div ref={sentinel} className="mt-10 flex justify-center">
          <Button variant="secondary" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchNextPageError ? "Try again" : "Show more"}
          </Button>
        </div>
      )}
    </>
  );
}
