import type { Metadata } from "next";
import { Skeleton } from "@/components/ui/skeleton";
import { SignedInOnly } from "@/features/auth/signed-in-only";
import { UploadScreen } from "./upload-screen";

export const metadata: Metadata = { title: "Upload" };

export default function UploadPage() {
  return (
    <div className="mx-auto w-full max-w-3xl px-4 pt-4 sm:px-6 sm:pt-6">
      <h1 className="mb-5 text-2xl font-semibold tracking-tight text-ink">Upload</h1>
      <SignedInOnly fallback={<Skeleton className="h-[24rem] rounded-3xl" />}>
        <UploadScreen />
      </SignedInOnly>
    </div>
  );
}
