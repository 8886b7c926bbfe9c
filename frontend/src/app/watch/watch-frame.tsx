import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

interface WatchFrameProps {
  theatre?: boolean;
  /** What fills the 16:9 room of the player. */
  stage: ReactNode;
  /** A blurred echo of the picture, spilling onto the page around it. */
  ambience?: string | null;
  details: ReactNode;
  aside: ReactNode;
}

/** The rooms of the watch page. The player's keeps its size from the first paint on, whatever comes into it. */
export function WatchFrame({ theatre = false, stage, ambience, details, aside }: WatchFrameProps) {
  return (
    <div
      className={cn(
        "grid grid-cols-[minmax(0,1fr)] gap-x-6 overflow-x-clip lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr] xl:grid-cols-[minmax(0,1fr)_25rem]",
        theatre ? "lg:pt-0" : "mx-auto max-w-[120rem] lg:px-6 lg:pt-4",
      )}
    >
      <div className={cn("max-lg:z-20 max-lg:portrait:sticky max-lg:portrait:top-14", theatre && "lg:col-span-2")}>
        <div className="relative">
          {ambience && !theatre && (
            <img src={ambience} alt="" aria-hidden className="pointer-events-none absolute inset-0 hidden size-full scale-105 rounded-3xl object-cover opacity-25 blur-3xl dark:lg:block" />
          )}
          <div
            className={cn(
              "relative aspect-video w-full overflow-hidden bg-black",
              theatre ? "lg:aspect-auto lg:h-[min(56.25vw,calc(100dvh-9.5rem))]" : "lg:rounded-2xl",
            )}
          >
            {stage}
          </div>
        </div>
      </div>
      <div className={cn("relative min-w-0 px-4 pt-4 lg:col-start-1 lg:px-0", theatre && "lg:pl-6")}>{details}</div>
      <aside
        className={cn(
          "relative min-w-0 px-4 pt-8 lg:col-start-2 lg:px-0",
          theatre ? "lg:row-start-2 lg:pr-6 lg:pt-4" : "lg:row-span-2 lg:row-start-1 lg:pt-0",
        )}
      >
        {aside}
      </aside>
    </div>
  );
}
