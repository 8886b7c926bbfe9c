import { Clapperboard, CloudUpload, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { Video } from "@/lib/types";
import { pages } from "@/lib/urls";

function wording(video: Video): { title: string; text: string; percent: number | null } {
  switch (video.state) {
    case "uploading":
      return video.is_owner
        ? { title: "The upload is not finished yet", text: "As soon as the file has arrived, it continues here by itself.", percent: null }
        : { title: "This video is on its way", text: "Its creator is still uploading it. It will start here by itself.", percent: null };
    case "uploaded":
      return { title: "Getting ready", text: "The file has arrived. We are about to prepare it.", percent: 0 };
    case "processing":
      return { title: "Preparing your video", text: "It will start here by itself. You can also leave and come back.", percent: video.percent };
    default:
      return { title: "Almost there", text: "The first pictures are on their way.", percent: 100 };
  }
}

function Failed({ video }: { video: Video }) {
  return (
    <>
      <TriangleAlert aria-hidden className="size-10 text-danger-ink" />
      <h2 className="text-lg font-semibold text-ink sm:text-xl">This video could not be prepared</h2>
      <p className="max-w-md text-sm leading-6 text-muted">
        {video.is_owner ? (video.reason ?? "Something went wrong on our side.") : "Its creator has been told why."}
      </p>
      {video.is_owner && (
        <Button asChild variant="secondary" size="sm">
          <Link href={pages.upload}>Upload another file</Link>
        </Button>
      )}
    </>
  );
}

function UnderWay({ video }: { video: Video }) {
  const { title, text, percent } = wording(video);
  const Icon = video.state === "uploading" ? CloudUpload : Clapperboard;
  return (
    <>
      <Icon aria-hidden className="size-10 text-accent-ink" />
      <h2 className="text-lg font-semibold text-ink sm:text-xl">{title}</h2>
      <p className="max-w-md text-sm leading-6 text-muted">{text}</p>
      <div className="flex w-full max-w-xs items-center gap-3">
        <ProgressBar value={percent} label={title} className="bg-hover" />
        {percent !== null && <span className="w-11 text-right text-sm tabular-nums text-ink">{percent} %</span>}
      </div>
    </>
  );
}

/** Stands where the player will be, while there is nothing to play: what is going on, and how far it is. */
export function WaitingPanel({ video }: { video: Video }) {
  return (
    <div
      role="status"
      className="absolute inset-0 flex flex-col items-center justify-center gap-2 overflow-y-auto bg-raised bg-(image:--glow) p-4 text-center sm:gap-3"
    >
      {video.state === "failed" ? <Failed video={video} /> : <UnderWay video={video} />}
    </div>
  );
}
