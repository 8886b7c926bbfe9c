import { Skeleton } from "@/components/ui/skeleton";

/** As large as a VideoCard with a two-line title, so that nothing moves when the cards come. */
export function VideoCardSkeleton() {
  return (
    <div aria-hidden>
      <Skeleton className="aspect-video rounded-xl" />
      <div className="mt-3 flex gap-3">
        <Skeleton className="size-9 rounded-full" />
        <div className="flex-1">
          <Skeleton className="my-[3px] h-4 w-11/12" />
          <Skeleton className="mb-[3px] mt-1.5 h-4 w-3/5" />
          <Skeleton className="mb-1 mt-2 h-3 w-2/5" />
          <Skeleton className="mt-2 h-3 w-1/2" />
        </div>
      </div>
    </div>
  );
}
