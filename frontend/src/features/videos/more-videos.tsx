"use client";

import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { Video } from "@/lib/types";
import { useVideoList } from "./api";
import { Poster } from "./poster";
import { VideoFacts, VideoLink } from "./video-link";

function Row({ video }: { video: Video }) {
  return (
    <article className="group relative flex gap-3">
      <Poster src={video.poster_url} duration={video.duration_seconds} className="w-40 shrink-0 self-start rounded-lg sm:w-44 lg:w-[10.5rem]" />
      <div className="min-w-0 flex-1">
        <h3 className="line-clamp-2 text-sm font-semibold leading-5 text-ink [overflow-wrap:anywhere]">
          <VideoLink video={video} className="focus-visible:after:outline-offset-2" />
        </h3>
        <p className="mt-1 truncate text-xs leading-4.5 text-muted">{video.creator.display_name}</p>
        <VideoFacts video={video} className="text-xs leading-4.5" />
      </div>
    </article>
  );
}

function RowSkeleton() {
  return (
    <div aria-hidden className="flex gap-3">
      <Skeleton className="aspect-video w-40 shrink-0 self-start sm:w-44 lg:w-[10.5rem]" />
      <div className="flex-1">
        <Skeleton className="mt-1 h-3.5 w-11/12" />
        <Skeleton className="mt-2 h-3.5 w-2/3" />
        <Skeleton className="mt-3 h-3 w-1/2" />
      </div>
    </div>
  );
}

/** What else there is, beside the video one watches. */
export function MoreVideos({ except }: { except: string }) {
  const list = useVideoList();
  const others = (list.data ?? []).filter((video) => video.video_id !== except);
  // It is an aside: when it cannot be had, the page is better without it than with an error.
  if (!list.isPending && others.length === 0 && !list.hasNextPage) return null;
  return (
    <section aria-labelledby="more-videos">
      <h2 id="more-videos" className="mb-3 text-base font-semibold text-ink">
        More videos
      </h2>
      <ul className="flex flex-col gap-3">
        {list.isPending
          ? Array.from({ length: 6 }, (_, index) => <RowSkeleton key={index} />)
          : others.map((video) => (
              <li key={video.video_id}>
                <Row video={video} />
              </li>
            ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="secondary" className="mt-4 w-full" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </section>
  );
}
