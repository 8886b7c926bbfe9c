"use client";

import { useRef, type PointerEvent } from "react";

const WITHIN_MS = 300;

/** Two quick taps in the left or right third of the picture: -1 or 1 to `onDoubleTap`. Taps on controls do not count. */
export function useDoubleTap(onDoubleTap: (side: -1 | 1) => void) {
  const last = useRef({ at: 0, side: 0 });
  return (event: PointerEvent<HTMLElement>) => {
    if (event.pointerType !== "touch") return;
    const onControl = event.nativeEvent.composedPath().some((part) => part instanceof Element && part.matches("[data-controls], media-settings-menu"));
    const box = event.currentTarget.getBoundingClientRect();
    const where = (event.clientX - box.left) / box.width;
    const side = onControl ? 0 : where < 1 / 3 ? -1 : where > 2 / 3 ? 1 : 0;
    const double = side !== 0 && side === last.current.side && event.timeStamp - last.current.at < WITHIN_MS;
    last.current = { at: event.timeStamp, side };
    if (double) onDoubleTap(side as -1 | 1);
  };
}
