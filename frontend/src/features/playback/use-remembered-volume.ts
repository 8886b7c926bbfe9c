"use client";

import { useEffect, type RefObject } from "react";

const KEY = "footlight:volume";

interface Loudness {
  /** 0..1 */
  volume: number;
  muted: boolean;
}

/** The stored loudness, or null when there is none or it is not what we wrote. */
export function readLoudness(text: string | null): Loudness | null {
  try {
    const { volume, muted } = JSON.parse(text ?? "null") as Loudness;
    return typeof volume === "number" && volume >= 0 && volume <= 1 ? { volume, muted: muted === true } : null;
  } catch {
    return null;
  }
}

function load(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage is blocked
  }
}

function apply(element: Loudness, stored: Loudness): void {
  element.volume = stored.volume;
  element.muted = stored.muted;
}

/** Starts each video as loud as the last one was left, however it was changed (slider, key, button). */
export function useRememberedVolume(media: RefObject<(HTMLElement & Loudness) | null>): void {
  useEffect(() => {
    const element = media.current;
    if (!element) return;
    const remember = () => {
      try {
        localStorage.setItem(KEY, JSON.stringify({ volume: element.volume, muted: element.muted }));
      } catch {
        return; // storage is blocked: there is nowhere to remember it
      }
    };
    const stored = readLoudness(load());
    if (stored) apply(element, stored);
    element.addEventListener("volumechange", remember);
    return () => element.removeEventListener("volumechange", remember);
  }, [media]);
}
