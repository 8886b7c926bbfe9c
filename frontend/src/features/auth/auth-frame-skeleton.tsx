import { Skeleton } from "@/components/ui/skeleton";

/** The account column before the address bar has been read. */
export function AuthFrameSkeleton() {
  return (
    <div className="mx-auto w-full max-w-[27rem] px-4 pt-8 sm:pt-16">
      <Skeleton className="h-[26rem] rounded-3xl" />
    </div>
  );
}
