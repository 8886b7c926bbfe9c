"use client";

import { useEffect, useRef } from "react";
import { Badge } from "@/components/ui/badge";
import { Spinner } from "@/components/ui/spinner";
import type { Video } from "@/lib/types";
import { useVideo } from "./api";
import { useVideosMovedOn } from "./my-videos-api";
import { shortState, UNDER_WAY } from "./state-words";

/** The state of one of my videos; followed live while something is happening to it. */
export function StateBadge({ video }: { video: Video }) {
  return UNDER_WAY.includes(video.state) ? <LiveStateBadge video={video} /> : <StillStateBadge video={video} />;
}

function LiveStateBadge({ video }: { video: Video }) {
  const live = useVideo(video.video_id).data ?? video;
  const movedOn = useVideosMovedOn();
  const shown = useRef(video.state);
  useEffect(() => {
    if (live.state === shown.current) return;
    shown.current = live.state;
    // The poster, the duration and the links of the row belong to the new state.
    void movedOn();
  }, [live.state, movedOn]);
  return <StillStateBadge video={live} />;
}

const TONES = { ready: "success", playable: "success", failed: "danger" } as const;

function StillStateBadge({ video }: { video: Video }) {
  const busy = video.state === "uploaded" || video.state === "processing";
  return (
    <Badge tone={TONES[video.state as keyof typeof TONES] ?? "accent"} className="tabular-nums">
      {busy && <Spinner className="size-3.5" />}
      {shortState(video)}
    </Badge>
  );
}
