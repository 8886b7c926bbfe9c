import Link from "next/link";
import { cn } from "@/lib/cn";
import { formatAge, formatViews } from "@/lib/format";
import type { Video } from "@/lib/types";
import { pages } from "@/lib/urls";

const FOCUS = "focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent-ink";

/** A video's title as a link that fills its nearest positioned ancestor: the whole card can be clicked. */
export function VideoLink({ video, className }: { video: Video; className: string }) {
  return (
    <Link
      href={pages.watch(video.video_id)}
      prefetch={false}
      className={cn("after:absolute after:inset-0 after:rounded-xl", FOCUS, className)}
    >
      {video.title}
    </Link>
  );
}

/** How often it was watched, and how old it is. */
export function VideoFacts({ video, className }: { video: Video; className: string }) {
  return (
    <p className={cn("text-muted", className)}>
      {formatViews(video.views)} <span aria-hidden>·</span> {formatAge(video.published_at ?? video.created_at)}
    </p>
  );
}
