import type { Metadata } from "next";
import { Suspense } from "react";
import { WatchSkeleton } from "./watch-skeleton";
import { WatchView } from "./watch-view";

export const metadata: Metadata = { title: "Watch" };

export default function WatchPage() {
  return (
    <Suspense fallback={<WatchSkeleton />}>
      <WatchView />
    </Suspense>
  );
}
