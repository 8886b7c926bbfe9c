"use client";

import { VideoOff } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useSession } from "@/lib/session";
import { pages } from "@/lib/urls";

/** No such video, or not for this person: which of the two is nobody's business. */
export function VideoMissing({ videoId }: { videoId: string }) {
  const anonymous = useSession((state) => state.status === "anonymous");
  return (
    <EmptyState
      heading="h1"
      className="pt-24"
      icon={<VideoOff aria-hidden />}
      title="This video is not available"
      action={
        <>
          <Button asChild>
            <Link href={pages.home}>Go to the home page</Link>
          </Button>
          {anonymous && videoId && (
            <Button asChild variant="secondary">
              <Link href={pages.login(pages.watch(videoId))}>Sign in</Link>
            </Button>
          )}
        </>
      }
    >
      It may be private, or its creator has removed it.
      {anonymous && videoId && " If it is yours, sign in to watch it."}
    </EmptyState>
  );
}
