"use client";

import { useLayoutEffect, useRef, useState } from "react";
import { cn } from "@/lib/cn";
import { formatDate, formatViewsLong } from "@/lib/format";
import type { Video } from "@/lib/types";
import { RichText } from "./rich-text";

/** Views, date, tags and the creator's text: three lines, and all of it on demand. */
export function Description({ video, onTime }: { video: Video; onTime?: (seconds: number) => void }) {
  const [open, setOpen] = useState(false);
  const [long, setLong] = useState(false);
  const text = useRef<HTMLParagraphElement>(null);

  useLayoutEffect(() => {
    const element = text.current;
    if (!element || open) return;
    const measure = () => setLong(element.scrollHeight > element.clientHeight + 1);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [open, video.description]);

  return (
    <section aria-label="Description" className="rounded-2xl bg-raised p-4 text-sm leading-6">
      <p className="font-medium text-ink">
        {formatViewsLong(video.views)}
        <span className="ml-3">{formatDate(video.published_at ?? video.created_at)}</span>
      </p>
      {video.description ? (
        <p
          ref={text}
          className={cn("mt-1 whitespace-pre-line text-ink [overflow-wrap:anywhere]", !open && "line-clamp-3")}
        >
          <RichText text={video.description} onTime={onTime} duration={video.duration_seconds} />
        </p>
      ) : (
        <p className="mt-1 text-muted">No description.</p>
      )}
      {video.tags.length > 0 && (
        <ul aria-label="Tags" className="mt-2 flex flex-wrap gap-x-3 gap-y-1 text-muted">
          {video.tags.map((tag) => (
            <li key={tag}>#{tag}</li>
          ))}
        </ul>
      )}
      {(long || open) && (
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className="mt-2 font-semibold text-ink hover:underline">
          {open ? "Show less" : "Show more"}
        </button>
      )}
    </section>
  );
}
