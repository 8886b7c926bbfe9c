import { Skeleton } from "@/components/ui/skeleton";

/** Rows of the size of those that will come. */
export function MyVideosSkeleton() {
  return (
    <div role="status" aria-label="Loading your videos" className="divide-y divide-line">
      <div className="h-8 max-lg:hidden" />
      {Array.from({ length: 5 }, (_, index) => (
        <div key={index} className="flex gap-4 py-4 max-lg:pb-14">
          <Skeleton className="aspect-video h-fit w-32 shrink-0 rounded-xl sm:w-40" />
          <div className="flex-1 space-y-2.5 py-1">
            <Skeleton className="h-4 w-3/5" />
            <Skeleton className="h-3.5 w-4/5 max-w-xs" />
          </div>
        </div>
      ))}
    </div>
  );
}
