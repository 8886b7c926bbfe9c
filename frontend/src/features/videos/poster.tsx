"use client";

import { Play } from "lucide-react";
import { cn } from "@/lib/cn";
import { formatDuration, spokenDuration } from "@/lib/format";
import { usePatientImage } from "./use-patient-image";

interface PosterProps {
  src: string | null;
  /** Seconds; shown in the corner. */
  duration: number | null;
  /** Load at once: for the first row, which everyone sees. */
  eager?: boolean;
  /** Called when the picture cannot be had: it may have moved. Keep it the same function from render to render. */
  onFailed?: () => void;
  className?: string;
}

/** A video's picture in its 16:9 frame, or an unlit stage while there is none. */
export function Poster({ src, duration, eager, onFailed, className }: PosterProps) {
  const { shown, onError } = usePatientImage(src, onFailed);
  return (
    <div className={cn("relative aspect-video overflow-hidden rounded-xl bg-raised", className)}>
      {shown ? (
        <img
          src={shown}
          alt=""
          loading={eager ? "eager" : "lazy"}
          fetchPriority={eager ? "high" : "auto"}
          decoding="async"
          onError={onError}
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
