"use client";

import { useInfiniteQuery, useQuery, type InfiniteData } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api";
import { ApiProblem } from "@/lib/problem";
import { useSession } from "@/lib/session";
import type { Video, VideoPage, VideoState } from "@/lib/types";
import { endpoints } from "@/lib/urls";

export const videoKeys = {
  list: ["videos", "list"] as const,
  one: (videoId: string) => ["videos", "one", videoId] as const,
};

function flatten(data: InfiniteData<VideoPage>): Video[] {
  const seen = new Set<string>();
  // A video published between two pages shifts the rest: the same one may come twice.
  return data.pages.flatMap((page) => page.items).filter(({ video_id: id }) => !seen.has(id) && seen.add(id));
}

/** Everybody's public videos, newest first, page after page. */
export function useVideoList() {
  return useInfiniteQuery({
    queryKey: videoKeys.list,
    queryFn: ({ pageParam, signal }) =>
      apiFetch<VideoPage>(endpoints.videos.list(pageParam), { auth: false, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.cursor,
    select: flatten,
  });
}

const UNDER_WAY: readonly VideoState[] = ["uploading", "uploaded", "processing"];
const PATIENT_AFTER = 60;

/**
 * How long to wait before asking again about a video, in ms; false when nothing more will change.
 * `asked` is how often we asked already: after two minutes at 2 s the pace slows down to 15 s.
 */
export function pollInterval(state: VideoState | undefined, asked: number): number | false {
  if (!state) return false;
  if (state === "playable") return 10_000;
  if (!UNDER_WAY.includes(state)) return false;
  return asked <= PATIENT_AFTER ? 2_000 : Math.min(15_000, 2_000 * 1.1 ** (asked - PATIENT_AFTER));
}

/** One video; while it is being made it is asked for again and again, unless the tab is hidden. */
export function useVideo(videoId: string) {
  // The owner sees more than a stranger: whoever signs in or out asks anew.
  const person = useSession((state) => state.user?.user_id ?? null);
  const known = useSession((state) => state.status !== "loading");
  return useQuery({
    enabled: known && videoId !== "",
    queryKey: [...videoKeys.one(videoId), person],
    queryFn: ({ signal }) => apiFetch<Video>(endpoints.videos.one(videoId), { signal }),
    refetchInterval: (query) => pollInterval(query.state.data?.state, query.state.dataUpdateCount),
    refetchIntervalInBackground: false,
  });
}

/** Whether the error means "no such video for you". */
export function isMissing(error: unknown): boolean {
  return error instanceof ApiProblem && [400, 401, 403, 404, 422].includes(error.status);
}
