// The end of the road: plays the playlist whose address functions/playback/api.py answered.
"use client";

import dynamic from "next/dynamic";
import type { RefObject } from "react";
import { Spinner } from "@/components/ui/spinner";

/** What the page may ask of a player that runs. */
export interface PlayerHandle {
  /** Seconds. */
  currentTime: () => number;
  /** Goes to a second and plays on. */
  seek: (seconds: number) => void;
}

export interface PlayerProps {
  /** Address of the HLS multivariant playlist. */
  src: string;
  poster: string | null;
  title: string;
  /** How long the video is, in seconds, as far as it is known: shown before the playlist tells. */
  duration?: number | null;
  /** More of it is still being made: the playlist grows, and does not know its end yet. */
  growing?: boolean;
  /** WebVTT whose cues are pictures (`sheet.jpg#xywh=x,y,w,h`), shown over the seek bar. */
  storyboard?: string | null;
  /** Seconds to start at. */
  startAt?: number;
  autoPlay?: boolean;
  theatre?: boolean;
  /** Without it there is no theatre button. */
  onTheatreChange?: (theatre: boolean) => void;
  handleRef?: RefObject<PlayerHandle | null>;
  /** Several times a second, with the position in seconds. */
  onProgress?: (position: number) => void;
  onEnded?: () => void;
  /** Called before a retry after a fault, to renew what may have run out. */
  onRenew?: () => Promise<unknown>;
}

// hls.js and media-chrome weigh more than the rest of the site: they come after the first picture.
const HlsPlayer = dynamic(() => import("./hls-player"), { ssr: false, loading: () => null });

/** Our boundary to whatever plays video: fills its nearest positioned ancestor; shows the poster until it is there. */
export function Player(props: PlayerProps) {
  return (
    <div className="absolute inset-0 overflow-hidden bg-black">
      {props.poster && <img src={props.poster} alt="" className="absolute inset-0 size-full object-contain" />}
      <div className="absolute inset-0 grid place-items-center text-white">
        <Spinner label="Loading the player" className="size-10" />
      </div>
      <HlsPlayer {...props} />
    </div>
  );
}
