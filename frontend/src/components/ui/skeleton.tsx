import { cn } from "@/lib/cn";

/** A quiet place-holder; give it the size of what will come. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <div
      aria-hidden
      className={cn(
        "animate-shimmer rounded-lg bg-[linear-gradient(100deg,var(--raised)_40%,var(--hover)_50%,var(--raised)_60%)] bg-[length:200%_100%]",
        className,
      )}
    />
  );
}
