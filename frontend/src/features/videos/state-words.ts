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
      return `Playable, ${percent} %`;
    case "ready":
      return "Ready";
    case "failed":
      return "Failed";
  }
}

/** For whoever watches a video of which only the first quality is there. */
export function moreOnTheWay(percent: number): string {
  return `More qualities are on the way (${percent} %).`;
}

/** For a person who waits: what is happening and what comes next. */
export function longState({ state, percent, reason, visibility, note }: Stateful & Pick<Video, "visibility" | "note">): string {
  switch (state) {
    case "uploading":
      return "The file is on its way.";
    case "uploaded":
      return "The file has arrived. Processing starts in a moment, and you can close this page.";
    case "processing":
      return `Making it playable on every screen: ${percent} %. You can close this page.`;
    case "playable":
      return visibility === "private"
        ? `Playable. ${moreOnTheWay(percent)} Only you can watch it, until you make it public or unlisted.`
        : `Playable, and the link can be shared. ${moreOnTheWay(percent)}`;
    case "ready": {
      const made = note ?? "Ready in every quality.";
      return visibility === "private" ? `${made} Only you can watch it, until you make it public or unlisted.` : made;
    }
    case "failed":
      return reason ?? "It could not be processed.";
  }
}

/** Whether there is still something to be stopped. */
export function isBeingProcessed({ state }: Stateful): boolean {
  return state === "uploaded" || state === "processing" || state === "playable";
}

export function canBeWatched({ state }: Stateful): boolean {
  return state === "playable" || state === "ready";
}
