/** The states of a video, honestly, in the words that its owner reads. */
import type { Video } from "@/lib/types";

type Stateful = Pick<Video, "state" | "percent" | "reason">;

export const UNDER_WAY: readonly Video["state"][] = ["uploading", "uploaded", "processing", "playable"];

/** For a badge: one or two words. */
export function shortState({ state, percent }: Stateful): string {
  switch (state) {
    case "uploading":
      return "Uploading";
    case "uploaded":
      return "In line";
    case "processing":
      return `Processing ${percent} %`;
    case "playable":
      return "Playable";
    case "ready":
      return "Ready";
    case "failed":
      return "Failed";
  }
}

/** For a person who waits: what is happening and what comes next. */
export function longState({ state, percent, reason, visibility }: Stateful & Pick<Video, "visibility">): string {
  switch (state) {
    case "uploading":
      return "The file is on its way.";
    case "uploaded":
      return "The file has arrived. Processing starts in a moment, and you can close this page.";
    case "processing":
      return `Making it playable on every screen: ${percent} %. You can close this page.`;
    case "playable":
      return visibility === "private"
        ? "You can watch it already. Only you can, until you make it public or unlisted."
        : "It plays. Share the link already: better qualities are still being added.";
    case "ready":
      return visibility === "private"
        ? "Ready in every quality. Only you can watch it, until you make it public or unlisted."
        : "Ready in every quality.";
    case "failed":
      return reason ?? "It could not be processed.";
  }
}

export function canBeWatched({ state }: Stateful): boolean {
  return state === "playable" || state === "ready";
}
