import type { Metadata } from "next";
import { Suspense } from "react";
import { AuthFrameSkeleton } from "@/features/auth/auth-frame-skeleton";
import { LoginForm } from "@/features/auth/login-form";

export const metadata: Metadata = { title: "Sign in" };

export default function Page() {
  return (
    <Suspense fallback={<AuthFrameSkeleton />}>
      <LoginForm />
    </Suspense>
  );
}
