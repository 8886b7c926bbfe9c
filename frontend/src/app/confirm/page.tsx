import type { Metadata } from "next";
import { Suspense } from "react";
import { AuthFrameSkeleton } from "@/features/auth/auth-frame-skeleton";
import { ConfirmForm } from "@/features/auth/confirm-form";

export const metadata: Metadata = { title: "Confirm your email" };

export default function Page() {
  return (
    <Suspense fallback={<AuthFrameSkeleton />}>
      <ConfirmForm />
    </Suspense>
  );
}
