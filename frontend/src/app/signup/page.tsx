import type { Metadata } from "next";
import { Suspense } from "react";
import { AuthFrameSkeleton } from "@/features/auth/auth-frame-skeleton";
import { SignUpForm } from "@/features/auth/signup-form";

export const metadata: Metadata = { title: "Create account" };

export default function Page() {
  return (
    <Suspense fallback={<AuthFrameSkeleton />}>
      <SignUpForm />
    </Suspense>
  );
}
