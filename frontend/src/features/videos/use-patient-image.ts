"use client";

import { useEffect, useState } from "react";

/** A video's files are moved when it is deleted, restored or shown to others; that takes about a second. */
const PAUSES_MS = [1_000, 3_000];

interface Attempt {
  src: string | null;
  failures: number;
  waiting: boolean;
}

/**
 * The address to load a picture from now, or null while it cannot be had: what fails is tried again a few times.
 * `onFailed` is called before each new try, to ask whether the picture has another address by now.
 */
export function usePatientImage(src: string | null, onFailed?: () => void) {
  const [last, setLast] = useState<Attempt>({ src, failures: 0, waiting: false });
  // Another address is another picture, with all its tries before it.
  const { failures, waiting } = last.src === src ? last : { failures: 0, waiting: false };
  const pause = waiting ? PAUSES_MS[failures - 1] : undefined;

  useEffect(() => {
    if (pause === undefined) return;
    const timer = setTimeout(() => {
      onFailed?.();
      setLast({ src, failures, waiting: false });
    }, pause);
    return () => clearTimeout(timer);
  }, [pause, src, failures, onFailed]);

  return {
    shown: waiting ? null : src && retried(src, failures),
    onError: () => setLast({ src, failures: failures + 1, waiting: true }),
  };
}

/** The browser may remember the refusal of the bare address. */
function retried(src: string, failures: number): string {
  return failures === 0 ? src : `${src}${src.includes("?") ? "&" : "?"}again=${failures}`;
}
