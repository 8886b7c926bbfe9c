"use client";

import { CircleStop, Ellipsis, Link2, Pencil, Play, Trash2 } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { formatDate, formatViews } from "@/lib/format";
import type { Video } from "@/lib/types";
import { pages } from "@/lib/urls";
import { StateBadge } from "./live-state-badge";
import { Poster } from "./poster";
import { canBeWatched, isBeingProcessed } from "./state-words";
import { VisibilityMark } from "./visibility-choice";

/** The columns of the list where there is room (it, not the screen, decides); the head of the list uses the same. */
export const columns = "@4xl:grid @4xl:grid-cols-[minmax(0,1fr)_8.5rem_7rem_7rem_6rem_2.75rem] @4xl:items-center @4xl:gap-4";

interface MyVideoRowProps {
  video: Video;
  posterUrl: string | null;
  eager: boolean;
  onPosterFailed: () => void;
  onEdit: () => void;
  onCancel: () => void;
  onDelete: () => void;
}

/** A row of a table on wide screens, a card on phones; the same elements in another order. */
export function MyVideoRow({ video, posterUrl, eager, onPosterFailed, ...actions }: MyVideoRowProps) {
  return (
    <li className={`relative flex flex-col gap-3 py-4 ${columns}`}>
      <div className="flex min-w-0 items-start gap-4 @max-4xl:pr-11">
        <Poster
          src={posterUrl}
          duration={video.duration_seconds}
          eager={eager}
          onFailed={onPosterFailed}
          className="w-32 shrink-0 sm:w-40"
        />
        <div className="min-w-0 flex-1 py-0.5">
          <TitleLink video={video} />
          {video.state === "failed" ? (
            <p className="mt-1 text-sm leading-5 text-danger-ink">{video.reason}</p>
          ) : (
            <p className="mt-1 line-clamp-2 text-sm leading-5 text-muted max-sm:hidden">{video.description || "No description"}</p>
          )}
          {video.note && <p className="mt-1 text-sm leading-5 text-accent-ink">{video.note}</p>}
          <p className="mt-1.5 text-sm text-muted @4xl:hidden">{formatViews(video.views)} · {formatDate(video.created_at)}</p>
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 @4xl:contents">
        <span><StateBadge video={video} /></span>
        <VisibilityMark visibility={video.visibility} />
      </div>
      <Cell>{formatDate(video.created_at)}</Cell>
      <Cell className="text-right">{video.views.toLocaleString("en")}</Cell>
      <div className="absolute right-0 top-4 @4xl:static">
        <RowMenu video={video} {...actions} />
      </div>
    </li>
  );
}

function Cell({ className = "", children }: { className?: string; children: ReactNode }) {
  return <span className={`text-sm tabular-nums text-muted @max-4xl:hidden ${className}`}>{children}</span>;
}

function TitleLink({ video }: { video: Video }) {
  const look = "line-clamp-2 font-medium leading-5 text-ink [overflow-wrap:anywhere]";
  if (!canBeWatched(video)) return <p className={look}>{video.title}</p>;
  return (
    <Link href={pages.watch(video.video_id)} prefetch={false} className={`${look} hover:underline`}>
      {video.title}
    </Link>
  );
}

function RowMenu({ video, onEdit, onCancel, onDelete }: Pick<MyVideoRowProps, "video" | "onEdit" | "onCancel" | "onDelete">) {
  const copyLink = async () => {
    try {
      await navigator.clipboard.writeText(window.location.origin + pages.watch(video.video_id));
      toast.success(video.visibility === "private" ? "Link copied. The video is private: only you can open it." : "Link copied.");
    } catch {
      toast.error("Your browser did not allow copying.");
    }
  };
  return (
    <Menu
      trigger={
        <Button variant="ghost" icon aria-label={`Actions for ${video.title}`}>
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      <MenuItem icon={<Pencil aria-hidden />} onSelect={onEdit}>Edit details</MenuItem>
      {canBeWatched(video) && (
        <>
          <MenuItem asChild>
            <Link href={pages.watch(video.video_id)}>
              <Play aria-hidden /> Watch
            </Link>
          </MenuItem>
          <MenuItem icon={<Link2 aria-hidden />} onSelect={() => void copyLink()}>Copy link</MenuItem>
        </>
      )}
      <MenuSeparator />
      {isBeingProcessed(video) && (
        <MenuItem icon={<CircleStop aria-hidden />} onSelect={onCancel}>Cancel processing</MenuItem>
      )}
      <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={onDelete}>Delete</MenuItem>
    </Menu>
  );
}
