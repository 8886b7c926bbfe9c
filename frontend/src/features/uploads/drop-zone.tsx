"use client";

import { CloudUpload } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { useFileDrop } from "./use-file-drop";

interface DropZoneProps {
  onFiles: (files: File[]) => void;
  /** A slim bar, once there is something else to look at. */
  compact?: boolean;
}

/** Takes files by drop (anywhere on the page), by click and by keyboard. */
export function DropZone({ onFiles, compact = false }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const over = useFileDrop(onFiles);
  return (
    <div
      onClick={() => input.current?.click()}
      className={cn(
        "relative flex cursor-pointer overflow-hidden rounded-3xl border-2 border-dashed border-line-strong/60 bg-surface transition-colors hover:border-accent-ink",
        compact
          ? "flex-wrap items-center justify-between gap-3 px-5 py-4"
          : "min-h-[24rem] flex-col items-center justify-center gap-5 px-6 py-12 text-center",
        over && "border-solid border-accent-ink bg-accent-soft",
      )}
    >
      {!compact && <span aria-hidden className="pointer-events-none absolute inset-0 bg-(image:--glow)" />}
      {!compact && (
        <span className={cn("relative grid size-24 place-items-center rounded-full bg-raised text-accent-ink transition-transform", over && "scale-110")}>
          <CloudUpload aria-hidden className="size-10" strokeWidth={1.5} />
        </span>
      )}
      <div className="relative min-w-0">
        <p className={cn("font-semibold text-ink", compact ? "text-base" : "text-xl tracking-tight")}>
          {over ? "Let go to upload" : compact ? "Add more videos" : <Invitation />}
        </p>
        <p className="mt-1 text-sm leading-6 text-muted">
          {compact ? "They wait their turn." : "MP4, MOV, MKV, WebM and more, up to 100 GB each. They stay private until you say otherwise."}
        </p>
      </div>
      <Button
        size={compact ? "md" : "lg"}
        variant={compact ? "secondary" : "primary"}
        className="relative"
        onClick={(event) => {
          event.stopPropagation();
          input.current?.click();
        }}
      >
        Choose files
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        accept="video/*,.mkv,.ts,.mts,.m2ts,.flv,.mxf"
        aria-label="Video files"
        tabIndex={-1}
        className="sr-only"
        onClick={(event) => event.stopPropagation()}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </div>
  );
}

/** Nobody drags files with a thumb. */
function Invitation() {
  return (
    <>
      <span className="pointer-coarse:hidden">Drop your videos here</span>
      <span className="hidden pointer-coarse:inline">Choose your videos</span>
    </>
  );
}
