"use client";

import { Link2, Lock, Pencil } from "lucide-react";
import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { Video } from "@/lib/types";
import { pages } from "@/lib/urls";
import { DeletedNotice } from "./deleted-notice";
import { Description } from "./description";
import { ShareDialog } from "./share-dialog";
import { moreOnTheWay } from "./state-words";

interface VideoDetailsProps {
  video: Video;
  /** Where the player is now, in seconds. */
  currentTime: () => number;
  onTime: (seconds: number) => void;
}

const HIDDEN = {
  private: { icon: Lock, label: "Private" },
  unlisted: { icon: Link2, label: "Unlisted" },
};

/** Below the player: title, who made it, what one can do with it, and what it is about. */
export function VideoDetails({ video, currentTime, onTime }: VideoDetailsProps) {
  const hidden = video.visibility === "public" ? null : HIDDEN[video.visibility];
  const deleted = video.is_owner && video.deleted_at !== null;
  return (
    <div className="flex flex-col gap-3">
      {deleted && <DeletedNotice video={video} />}
      <h1 className="text-xl font-semibold leading-7 tracking-tight text-ink [overflow-wrap:anywhere]">{video.title}</h1>
      {video.state === "playable" && (
        <p className="-mt-1 text-sm tabular-nums text-accent-ink">{moreOnTheWay(video.percent)}</p>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 items-center gap-3">
          <Avatar name={video.creator.display_name} src={video.creator.avatar_url} />
          <p className="min-w-0 truncate font-semibold text-ink">{video.creator.display_name}</p>
          {hidden && (
            <Badge>
              <hidden.icon aria-hidden />
              {hidden.label}
            </Badge>
          )}
        </div>
        {!deleted && <Actions video={video} currentTime={currentTime} />}
      </div>
      <Description key={video.video_id} video={video} onTime={onTime} />
    </div>
  );
}

function Actions({ video, currentTime }: Pick<VideoDetailsProps, "video" | "currentTime">) {
  return (
    <div className="flex flex-wrap gap-2">
      {video.is_owner && (
        <Button asChild variant="secondary">
          <Link href={pages.studioVideo(video.video_id)}>
            <Pencil aria-hidden />
            Edit in your videos
          </Link>
        </Button>
      )}
      <ShareDialog videoId={video.video_id} currentTime={currentTime} />
    </div>
  );
}

/** As tall as the details usually are. */
export function VideoDetailsSkeleton() {
  return (
    <div aria-hidden className="flex flex-col gap-3">
      <Skeleton className="h-7 w-3/4" />
      <div className="flex items-center gap-3">
        <Skeleton className="size-10 rounded-full" />
        <Skeleton className="h-5 w-36" />
        <div className="flex-1" />
        <Skeleton className="h-10 w-24 rounded-full" />
      </div>
      <Skeleton className="h-28 rounded-2xl" />
    </div>
  );
}
