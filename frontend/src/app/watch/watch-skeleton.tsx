import { Skeleton } from "@/components/ui/skeleton";
import { VideoDetailsSkeleton } from "@/features/videos/video-details";
import { WatchFrame } from "./watch-frame";

/** The watch page before anything is known. */
export function WatchSkeleton({ theatre, aside }: { theatre?: boolean; aside?: React.ReactNode }) {
  return (
    <WatchFrame
      theatre={theatre}
      stage={<Skeleton className="absolute inset-0 rounded-none" />}
      details={<VideoDetailsSkeleton />}
      aside={aside}
    />
  );
}
