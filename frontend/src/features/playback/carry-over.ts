import type { HlsVideoElement } from "hls-video-element";

/** The picture that is shown now, as an image's address; null where the browser will not give it away. */
function stillOf(video: HTMLVideoElement): string | null {
  if (video.videoWidth === 0) return null;
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  try {
    canvas.getContext("2d")?.drawImage(video, 0, 0);
    return canvas.toDataURL("image/jpeg");
  } catch {
    return null; // then the video's own poster stands in for a moment
  }
}

/**
 * Call before an element that has been playing loads anew: the browser's load resets speed and play state and clears
 * the picture. (Volume survives by itself; the place is use-hls-media's.)
 */
export function carryOver(media: HlsVideoElement): void {
  media.defaultPlaybackRate = media.playbackRate;
  if (media.currentTime <= 0) return;
  // What was paused shall not start by itself.
  media.autoplay = !media.paused;
  const still = stillOf(media.nativeEl);
  if (still) media.poster = still;
}
