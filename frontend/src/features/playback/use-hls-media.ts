"use client";

import { Hls, type HlsVideoElement } from "hls-video-element";
import { useCallback, useEffect, useEffectEvent, useRef, useState, type RefObject } from "react";
import { carryOver } from "./carry-over";
import { showAsFilm, stayWithin } from "./unfinished-film";

export type Fault = "network" | "media";

interface HlsMediaOptions {
  src: string;
  /** Seconds to start at. */
  startAt: number;
  /** How long the whole video is, in seconds, while its playlist still grows; null when the playlist knows best. */
  length: number | null;
  /** Called before a retry: renews whatever may have run out (cookies). */
  onRenew?: () => Promise<unknown>;
}

const RECOVERIES = 2;
// One silent retry, with fresh cookies, before anyone is bothered; not again within this time.
const SILENT_RETRY_MS = 30_000;

function hlsConfig(position: number) {
  return {
    // Never -1: in a playlist that still grows that would be its end.
    startPosition: position,
    // A growing playlist is no live stream; its end is known, or told segment by segment.
    liveDurationInfinity: false,
    capLevelToPlayerSize: true,
    // Begin sharp: 3 Mbit/s is what most lines carry, and a wrong guess is corrected within a segment.
    abrEwmaDefaultEstimate: 3_000_000,
    backBufferLength: 90,
  };
}

function open(media: HlsVideoElement, src: string, position: number): void {
  media.config = hlsConfig(position);
  // Setting the same address again would do nothing.
  if (media.getAttribute("src") === src) media.load();
  else media.setAttribute("src", src);
}

/** Connects hls.js's fatal errors; a decoding error is healed twice before it counts. */
function watchErrors(api: NonNullable<HlsVideoElement["api"]>, onFault: (fault: Fault) => void): void {
  let recoveries = 0;
  api.on(Hls.Events.ERROR, (_event, data) => {
    if (!data.fatal) return;
    if (data.type === Hls.ErrorTypes.MEDIA_ERROR && recoveries++ < RECOVERIES) api.recoverMediaError();
    else onFault(data.type === Hls.ErrorTypes.NETWORK_ERROR ? "network" : "media");
  });
}

/** Loads `src` into the element, keeps the place over retries and new addresses, and reports what hls.js cannot heal. */
export function useHlsMedia(media: RefObject<HlsVideoElement | null>, options: HlsMediaOptions) {
  const { src, startAt, length, onRenew } = options;
  const [fault, setFault] = useState<Fault | null>(null);
  const [retrying, setRetrying] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const position = useRef(startAt);
  const silentAt = useRef(-Infinity);

  const retry = useCallback(async () => {
    setRetrying(true);
    try {
      await onRenew?.();
    } finally {
      setRetrying(false);
      setFault(null);
      setAttempt((count) => count + 1);
    }
  }, [onRenew]);

  const onFault = useEffectEvent((next: Fault) => {
    const silent = next === "network" && performance.now() - silentAt.current > SILENT_RETRY_MS;
    if (!silent) return setFault(next);
    silentAt.current = performance.now();
    void retry();
  });

  const wholeLength = useEffectEvent(() => length);

  useEffect(() => {
    if (fault !== "network") return;
    const again = () => void retry();
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [fault, retry]);

  useEffect(() => {
    const element = media.current;
    if (!element) return;
    let current = true;
    const remember = () => {
      if (element.currentTime > 0) position.current = element.currentTime;
    };
    const onSeeking = () => {
      stayWithin(element);
      remember();
    };
    const onError = () => onFault("media");
    const seekNatively = () => {
      // Safari, too, begins a growing playlist at its end.
      if (!element.api) element.currentTime = position.current;
    };
    element.addEventListener("timeupdate", remember);
    element.addEventListener("seeking", onSeeking);
    element.addEventListener("error", onError);
    element.addEventListener("loadedmetadata", seekNatively);
    if (element.hasAttribute("src")) {
      remember(); // the last time update may be a quarter of a second old
      carryOver(element);
    }
    open(element, src, position.current);
    // load() makes its hls.js instance a microtask later; whoever comes before the next task misses none of its events.
    queueMicrotask(() => {
      if (!current || !element.api) return;
      watchErrors(element.api, onFault);
      showAsFilm(element.api, { length: wholeLength, place: () => position.current });
    });
    return () => {
      current = false;
      element.removeEventListener("timeupdate", remember);
      element.removeEventListener("seeking", onSeeking);
      element.removeEventListener("error", onError);
      element.removeEventListener("loadedmetadata", seekNatively);
    };
  }, [media, src, attempt]);

  return { fault, retrying, retry };
}
