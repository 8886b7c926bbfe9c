"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api";
import { useSession } from "@/lib/session";
import type { RequestBody, Video, VideoPage } from "@/lib/types";
import { endpoints } from "@/lib/urls";
import { videoKeys } from "./api";

/** Everything about a video that its form holds; what the form did not touch is not sent. */
export type VideoChange = Required<RequestBody<"Edit">>;

const mineKey = ["videos", "mine"] as const;
const PAGE = 20;

/** My own videos in every state, newest first; or those in the bin. */
export function useMyVideos({ deleted }: { deleted: boolean }) {
  const person = useSession((state) => state.user?.user_id ?? null);
  return useInfiniteQuery({
    queryKey: [...mineKey, person, { deleted }],
    queryFn: ({ pageParam, signal }) =>
      apiFetch<VideoPage>(endpoints.videos.mine({ cursor: pageParam, limit: PAGE, deleted }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.cursor,
    select: (data) => data.pages.flatMap((page) => page.items),
    // What others (the pipeline, another tab) did meanwhile should show on each visit.
    staleTime: 0,
  });
}

/** One of my videos, asked for once: for forms, which must not change under the hand. */
export function useVideoOnce(videoId: string) {
  const person = useSession((state) => state.user?.user_id ?? null);
  return useQuery({
    queryKey: [...videoKeys.one(videoId), person],
    queryFn: ({ signal }) => apiFetch<Video>(endpoints.videos.one(videoId), { signal }),
  });
}

/** Everything that may show a video that has changed. */
function useForgetLists() {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: mineKey }),
      client.invalidateQueries({ queryKey: videoKeys.list }),
    ]);
  };
}

export function useUpdateVideo(videoId: string) {
  const client = useQueryClient();
  const forgetLists = useForgetLists();
  return useMutation({
    mutationFn: (change: RequestBody<"Edit">) =>
      apiFetch<Video>(endpoints.videos.one(videoId), { method: "PATCH", body: change }),
    onSuccess: (video) => {
      client.setQueriesData({ queryKey: videoKeys.one(videoId) }, video);
      void forgetLists();
    },
  });
}

/** Into the bin; it can be taken out again for seven days. */
export function useDeleteVideo() {
  const client = useQueryClient();
  const forgetLists = useForgetLists();
  return useMutation({
    mutationFn: (videoId: string) => apiFetch(endpoints.videos.one(videoId), { method: "DELETE" }),
    onSuccess: async (_nothing, videoId) => {
      client.removeQueries({ queryKey: videoKeys.one(videoId) });
      await forgetLists();
    },
  });
}

export function useRestoreVideo() {
  const client = useQueryClient();
  const forgetLists = useForgetLists();
  return useMutation({
    mutationFn: (videoId: string) => apiFetch<Video>(endpoints.videos.restore(videoId), { method: "POST" }),
    onSuccess: async (video, videoId) => {
      client.setQueriesData({ queryKey: videoKeys.one(videoId) }, video);
      await forgetLists();
    },
  });
}

/** Stops the processing for good: the video has failed then, and can be uploaded anew. */
export function useCancelProcessing() {
  const client = useQueryClient();
  const forgetLists = useForgetLists();
  return useMutation({
    mutationFn: (videoId: string) => apiFetch<Video>(endpoints.videos.cancel(videoId), { method: "POST" }),
    onSuccess: async (video, videoId) => {
      client.setQueriesData({ queryKey: videoKeys.one(videoId) }, video);
      await forgetLists();
    },
  });
}

/** One of the video's own frames by its name, or another picture as base64. */
export type PosterChoice = { candidate: string } | { image: string };

export function useSetPoster(videoId: string) {
  const client = useQueryClient();
  const forgetLists = useForgetLists();
  return useMutation({
    mutationFn: (choice: PosterChoice) =>
      apiFetch<Video>(endpoints.videos.poster(videoId), { method: "POST", body: choice satisfies RequestBody<"ChosenPoster"> }),
    onSuccess: (video) => {
      client.setQueriesData({ queryKey: videoKeys.one(videoId) }, video);
      void forgetLists();
    },
  });
}

/** Call when a video has moved on by itself. */
export const useVideosMovedOn = useForgetLists;
