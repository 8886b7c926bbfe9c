"use client";

import { WifiOff } from "lucide-react";
import { useOnline } from "@/lib/use-online";

/** Says that the line is down, for as long as it is; floats, so that nothing on the page moves. */
export function OfflineBanner() {
  const online = useOnline();
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 top-16 z-50 flex justify-center px-4">
      {!online && (
        <p className="flex animate-rise items-center gap-2 rounded-full border bg-surface px-4 py-2 text-sm text-ink shadow-overlay">
          <WifiOff aria-hidden className="size-4 text-accent-ink" />
          You are offline. We will be back when your connection is.
        </p>
      )}
    </div>
  );
}
