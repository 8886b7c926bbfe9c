import type { Metadata } from "next";
import { Suspense } from "react";
import { SignedInOnly } from "@/features/auth/signed-in-only";
import { MyVideosSkeleton } from "@/features/videos/my-videos-skeleton";
import { MyVideosTabs, StudioHeading } from "@/features/videos/my-videos-tabs";

export const metadata: Metadata = { title: "Your videos" };

export default function StudioPage() {
  return (
    <div className="mx-auto w-full max-w-6xl px-4 pt-4 sm:px-6 sm:pt-6">
      <StudioHeading />
      <SignedInOnly fallback={<MyVideosSkeleton />}>
        <Suspense fallback={<MyVideosSkeleton />}>
          <MyVideosTabs />
        </Suspense>
      </SignedInOnly>
    </div>
  );
}
