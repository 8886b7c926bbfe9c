import type { Metadata } from "next";
import { Suspense } from "react";
import { AuthFrameSkeleton } from "@/features/auth/auth-frame-skeleton";
import { ResetForm } from "@/features/auth/reset-form";

export const metadata: Metadata = { title: "Reset your password" };

export default function Page() {
  return (
    <Suspense fallback={<AuthFrameSkeleton />}>
      <ResetForm />
    </Suspense>
  );
}
