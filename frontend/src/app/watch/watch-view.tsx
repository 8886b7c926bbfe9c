"use client";

import { useSearchParams } from "next/navigation";
import { useRef } from "react";
import { ProblemState } from "@/components/ui/problem-state";
import type { PlayerHandle } from "@/features/playback/player";
import { Stage } from "@/features/playback/stage";
import { isMissing, useVideo } from "@/features/videos/api";
import { MoreVideos } from "@/features/videos/more-videos";
import { VideoDetails } from "@/features/videos/video-details";
import { VideoMissing } from "@/features/videos/video-missing";
import { parseTime } from "@/lib/format";
import { useDocumentTitle } from "@/lib/use-document-title";
import { useStoredFlag } from "@/lib/use-stored";
import { WatchFrame } from "./watch-frame";
import { WatchSkeleton } from "./watch-skeleton";

export function WatchView() {
  const query = useSearchParams();
  const videoId = query.get("v") ?? "";
  const video = useVideo(videoId);
  const [theatre, setTheatre] = useStoredFlag("footlight:theatre");
  const player = useRef<PlayerHandle>(null);
  useDocumentTitle(video.data?.title);

  const missing = videoId === "" || isMissing(video.error);
  if (missing) return <VideoMissing videoId={videoId} />;
  const aside = <MoreVideos except={videoId} />;
  if (!video.data) {
    if (!video.error) return <WatchSkeleton theatre={theatre} aside={aside} />;
    return <ProblemState heading="h1" className="pt-24" error={video.error} onRetry={() => void video.refetch()} retrying={video.isFetching} />;
  }
  const seek = (seconds: number) => {
    player.current?.seek(seconds);
    window.scrollTo({ top: 0, behavior: "smooth" });
  };
  return (
    <WatchFrame
      theatre={theatre}
      ambience={video.data.visibility === "private" ? null : video.data.poster_url}
      stage={
        <Stage
          key={videoId}
          video={video.data}
          startAt={parseTime(query.get("t")) ?? 0}
          theatre={theatre}
          onTheatreChange={setTheatre}
          handleRef={player}
        />
      }
      details={<VideoDetails video={video.data} currentTime={() => player.current?.currentTime() ?? 0} onTime={seek} />}
      aside={aside}
    />
  );
}
