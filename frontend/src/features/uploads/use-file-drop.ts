"use client";

import { useEffect, useEffectEvent, useState } from "react";

/**
 * Files dropped anywhere on the page; answers whether some hover over it now.
 * The whole window listens: a browser opens a file that misses its target, and the page with it is gone.
 */
export function useFileDrop(onFiles: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const take = useEffectEvent(onFiles);

  useEffect(() => {
    // dragenter and dragleave come for each element passed; only the count tells when the pointer has left the window.
    let depth = 0;
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const hover = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setOver(false);
      if (!carriesFiles(event)) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) take(files);
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: hover, drop } as const;
    const entries = Object.entries(listeners) as [keyof typeof listeners, (event: DragEvent) => void][];
    entries.forEach(([name, listener]) => window.addEventListener(name, listener));
    return () => entries.forEach(([name, listener]) => window.removeEventListener(name, listener));
  }, []);

  return over;
}
