/** Carries out a key's command on the media element, and says in a few words what happened. */

import { formatDuration } from "@/lib/format";
import type { Command } from "./shortcuts";

export const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;
const FRAME = 1 / 30;

/** The part of HTMLMediaElement that commands need. */
export interface Media {
  paused: boolean;
  muted: boolean;
  volume: number;
  currentTime: number;
  duration: number;
  playbackRate: number;
  play: () => Promise<void>;
  pause: () => void;
}

/** What to show for a moment over the picture. */
export interface Flash {
  icon: "play" | "pause" | "back" | "forward" | "volume" | "muted" | "speed";
  text: string;
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

function seek(media: Media, to: number): void {
  media.currentTime = clamp(to, 0, Number.isFinite(media.duration) ? media.duration : to);
}

export function togglePlay(media: Media): Flash {
  if (!media.paused) {
    media.pause();
    return { icon: "pause", text: "Pause" };
  }
  // A browser may refuse to start; the big play button is still there then.
  media.play().catch(() => undefined);
  return { icon: "play", text: "Play" };
}

export function seekBy(media: Media, seconds: number): Flash {
  seek(media, media.currentTime + seconds);
  return { icon: seconds < 0 ? "back" : "forward", text: `${Math.abs(seconds)} seconds` };
}

function volumeBy(media: Media, amount: number): Flash {
  media.volume = clamp(Math.round((media.volume + amount) * 100) / 100, 0, 1);
  media.muted = media.volume === 0;
  return { icon: media.muted ? "muted" : "volume", text: `${Math.round(media.volume * 100)} %` };
}

function toggleMute(media: Media): Flash {
  media.muted = !media.muted;
  return media.muted ? { icon: "muted", text: "Muted" } : { icon: "volume", text: `${Math.round(media.volume * 100)} %` };
}

function speedBy(media: Media, steps: 1 | -1): Flash {
  const faster = SPEEDS.find((speed) => speed > media.playbackRate + 0.001) ?? 2;
  const slower = SPEEDS.findLast((speed) => speed < media.playbackRate - 0.001) ?? 0.25;
  media.playbackRate = steps > 0 ? faster : slower;
  return { icon: "speed", text: `${media.playbackRate}×` };
}

/** Runs the commands that concern the media; null for those that concern the page (full screen, theatre, help, ...). */
export function runOnMedia(command: Command, media: Media): Flash | null {
  switch (command.kind) {
    case "toggle-play":
      return togglePlay(media);
    case "toggle-mute":
      return toggleMute(media);
    case "seek-by":
      return seekBy(media, command.seconds);
    case "seek-to": {
      const back = command.fraction * media.duration < media.currentTime;
      seek(media, command.fraction * media.duration);
      return { icon: back ? "back" : "forward", text: formatDuration(media.currentTime) };
    }
    case "volume-by":
      return volumeBy(media, command.amount);
    case "speed-by":
      return speedBy(media, command.steps);
    case "frame-by":
      if (media.paused) seek(media, media.currentTime + command.frames * FRAME);
      return null;
    default:
      return null;
  }
}
