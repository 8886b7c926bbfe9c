"use client";

import { VideoOff } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { MissingPage } from "@/components/ui/missing-page";
import { useSession } from "@/lib/session";
import { pages } from "@/lib/urls";

/** No such video, or not for this person: which of the two is nobody's business. */
export function VideoMissing({ videoId }: { videoId: string }) {
  const anonymous = useSession((state) => state.status === "anonymous");
  return (
    <MissingPage
      icon={<VideoOff aria-hidden />}
      title="This video is not available"
      action={
        anonymous &&
        videoId && (
          <Button asChild variant="secondary">
            <Link href={pages.login(pages.watch(videoId))}>Sign in</Link>
          </Button>
        )
      }
    >
      It may be private, or its creator has removed it.
      {anonymous && videoId && " If it is yours, sign in to watch it."}
    </MissingPage>
  );
}
