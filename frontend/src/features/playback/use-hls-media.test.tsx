import { renderHook } from "@testing-library/react";
import type { HlsVideoElement } from "hls-video-element";
import { useHlsMedia } from "./use-hls-media";

// The real one brings hls.js, which needs a browser.
jest.mock("hls-video-element", () => ({ Hls: { Events: {}, ErrorTypes: {} } }));

function aPlayer(playing: { at: number; paused: boolean; rate: number }) {
  const element = document.createElement("video");
  const media = Object.assign(element, { nativeEl: element, api: null, config: null }) as unknown as HlsVideoElement;
  media.currentTime = playing.at;
  media.playbackRate = playing.rate;
  Object.defineProperty(media, "paused", { value: playing.paused });
  return media;
}

function reload(media: HlsVideoElement) {
  const ref = { current: null as HlsVideoElement | null };
  ref.current = media;
  media.currentTime = 0;
  const { rerender } = renderHook(({ src }) => useHlsMedia(ref, { src, startAt: 0, length: null }), { initialProps: { src: "/m.m3u8" } });
  expect(media.getAttribute("src")).toBe("/m.m3u8");
  media.currentTime = 42.5;
  rerender({ src: "/m.m3u8?r=5" });
  expect(media.getAttribute("src")).toBe("/m.m3u8?r=5");
}

test("a new address goes on at the same place, as fast as before, and plays on", () => {
  const media = aPlayer({ at: 0, paused: false, rate: 1.5 });
  reload(media);
  expect(media.config).toMatchObject({ startPosition: 42.5 });
  expect(media).toMatchObject({ defaultPlaybackRate: 1.5, autoplay: true });
});

test("what was paused stays paused over a new address", () => {
  const media = aPlayer({ at: 0, paused: true, rate: 1 });
  media.autoplay = true;
  reload(media);
  expect(media.autoplay).toBe(false);
});

test("a playlist that still grows begins at its beginning and looks like a film", () => {
  const media = aPlayer({ at: 0, paused: false, rate: 1 });
  const ref = { current: null as HlsVideoElement | null };
  ref.current = media;
  renderHook(() => useHlsMedia(ref, { src: "/m.m3u8", startAt: 0, length: 600 }));
  expect(media.config).toMatchObject({ startPosition: 0, liveDurationInfinity: false });
});

test("where the browser plays by itself, it is told to begin at the beginning", () => {
  const media = aPlayer({ at: 96, paused: false, rate: 1 });
  const ref = { current: null as HlsVideoElement | null };
  ref.current = media;
  renderHook(() => useHlsMedia(ref, { src: "/m.m3u8", startAt: 0, length: 600 }));
  media.dispatchEvent(new Event("loadedmetadata"));
  expect(media.currentTime).toBe(0);
});
