/** A playlist that is still being written looks like a live stream to hls.js: here it becomes a film whose end is yet to come. */

import { Hls, type HlsVideoElement } from "hls-video-element";

type Api = NonNullable<HlsVideoElement["api"]>;

// A seek beyond what is there lands so far before its end: enough to show a picture at once.
const BEFORE_THE_END = 1;

interface Film {
  /** Its whole length in seconds, as far as it is known. */
  length: () => number | null;
  /** Where the viewer is, in seconds. */
  place: () => number;
}

/** Call as soon as there is an hls.js instance. What is finished already is left as it is. */
export function showAsFilm(api: Api, { length, place }: Film): void {
  // Late viewers of a live stream belong to its edge, and hls.js puts them there after a failed start; ours stay where they are.
  Object.defineProperty(api, "liveSyncPosition", { get: place });
  api.on(Hls.Events.MEDIA_ATTACHED, (_event, { mediaSource }) => {
    const seconds = length();
    // hls.js only ever makes it longer, and the true end is set when the last segment is there.
    if (seconds && mediaSource?.readyState === "open") mediaSource.duration = seconds;
  });
}

/** The end in seconds of what can be played of an unfinished film; null where it is finished, or not known yet. */
export function reachOf(api: Api | null): number | null {
  if (!api) return null;
  const ends = [api.latestLevelDetails, api.audioTracks[api.audioTrack]?.details]
    .filter((playlist) => playlist?.live)
    .map((playlist) => playlist!.edge);
  return ends.length > 0 ? Math.min(...ends) : null;
}

/** Brings the viewer back from where there is nothing yet. */
export function stayWithin(media: HlsVideoElement): void {
  const reach = reachOf(media.api);
  if (reach !== null && media.currentTime > reach) media.currentTime = Math.max(0, reach - BEFORE_THE_END);
}
