"use client";

import { Play } from "lucide-react";
import { useState } from "react";
import { cn } from "@/lib/cn";
import { formatDuration, spokenDuration } from "@/lib/format";

interface PosterProps {
  src: string | null;
  /** Seconds; shown in the corner. */
  duration: number | null;
  /** Load at once: for the first row, which everyone sees. */
  eager?: boolean;
  className?: string;
}

/** A video's picture in its 16:9 frame, or an unlit stage while there is none. */
export function Poster({ src, duration, eager, className }: PosterProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const shown = src && src !== broken ? src : null;
  return (
    <div className={cn("relative aspect-video overflow-hidden rounded-xl bg-raised", className)}>
      {shown ? (
        <img
          src={shown}
          alt=""
          loading={eager ? "eager" : "lazy"}
          fetchPriority={eager ? "high" : "auto"}
          decoding="async"
          onError={() => setBroken(shown)}
          className="absolute inset-0 size-full object-cover"
        />
      ) : (
        <div className="absolute inset-0 grid place-items-center bg-(image:--glow)">
          <Play aria-hidden className="size-8 text-muted opacity-60" />
        </div>
      )}
      {duration !== null && (
        <span className="absolute bottom-1.5 right-1.5 rounded-md bg-black/80 px-1.5 py-0.5 text-xs font-medium tabular-nums text-white">
          <span className="sr-only">{spokenDuration(duration)}</span>
          <span aria-hidden>{formatDuration(duration)}</span>
        </span>
      )}
    </div>
  );
}
