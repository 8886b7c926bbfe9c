import { Avatar } from "@/components/ui/avatar";
import type { Video } from "@/lib/types";
import { Poster } from "./poster";
import { VideoFacts, VideoLink } from "./video-link";

/** A video on the home page: picture, title, who made it, how often and how long ago. The whole card is the link. */
export function VideoCard({ video, eager }: { video: Video; eager?: boolean }) {
  return (
    <article className="group relative">
      <Poster
        src={video.poster_url}
        duration={video.duration_seconds}
        eager={eager}
        className="transition-shadow duration-300 group-hover:shadow-[0_1.25rem_2.5rem_-1.25rem_var(--ember)]"
      />
      <div className="mt-3 flex gap-3">
        <Avatar name={video.creator.display_name} src={video.creator.avatar_url} className="size-9" />
        <div className="min-w-0 flex-1">
          <h2 className="line-clamp-2 text-[0.9375rem] font-semibold leading-5.5 text-ink [overflow-wrap:anywhere]">
            <VideoLink video={video} className="focus-visible:after:outline-offset-4" />
          </h2>
          <p className="mt-1 truncate text-sm text-muted">{video.creator.display_name}</p>
          <VideoFacts video={video} className="text-sm" />
        </div>
      </div>
    </article>
  );
}
