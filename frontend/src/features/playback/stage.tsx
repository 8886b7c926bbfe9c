"use client";

import { useCallback, type RefObject } from "react";
import { ProblemState } from "@/components/ui/problem-state";
import type { Video } from "@/lib/types";
import { usePlayback } from "./api";
import { Player, type PlayerHandle, type PlayerProps } from "./player";
import { editionOf, useGrowingSrc } from "./use-growing-src";
import { useViewBeacon } from "./use-view-beacon";
import { WaitingPanel } from "./waiting-panel";

interface StageProps {
  video: Video;
  /** Seconds. */
  startAt: number;
  theatre: boolean;
  onTheatreChange: (theatre: boolean) => void;
  handleRef: RefObject<PlayerHandle | null>;
}

/** The player, or whatever has to stand in its place until the video can be played. */
export function Stage({ video, startAt, theatre, onTheatreChange, handleRef }: StageProps) {
  const playable = video.state === "playable" || video.state === "ready";
  const playback = usePlayback(video.video_id, playable);
  const beacon = useViewBeacon(video.video_id);
  const { refetch } = playback;
  const onRenew = useCallback(() => refetch(), [refetch]);

  if (!playable) return <WaitingPanel video={video} />;
  if (!playback.data && playback.error) {
    return (
      <div className="absolute inset-0 grid place-items-center overflow-y-auto bg-raised">
        <ProblemState className="py-4" error={playback.error} onRetry={() => void refetch()} retrying={playback.isFetching} />
      </div>
    );
  }
  // A private poster needs the cookies that come with the answer.
  const poster = playback.data?.poster_url ?? (video.visibility === "private" ? null : video.poster_url);
  if (!playback.data) return poster && <img src={poster} alt="" className="absolute inset-0 size-full bg-black object-contain" />;
  if (!playback.data.manifest_url) return <WaitingPanel video={video} />;
  return (
    <GrowingPlayer
      key={video.video_id}
      edition={editionOf(video)}
      src={playback.data.manifest_url}
      poster={poster}
      title={video.title}
      duration={video.duration_seconds}
      growing={video.state === "playable"}
      storyboard={video.storyboard_url}
      startAt={startAt}
      autoPlay
      theatre={theatre}
      onTheatreChange={onTheatreChange}
      handleRef={handleRef}
      onProgress={beacon.onProgress}
      onEnded={beacon.onEnded}
      onRenew={onRenew}
    />
  );
}

/** A player that takes up the qualities which are finished while it plays. */
function GrowingPlayer({ edition, src, ...props }: PlayerProps & { edition: string }) {
  return <Player {...props} src={useGrowingSrc(src, edition)} />;
}
