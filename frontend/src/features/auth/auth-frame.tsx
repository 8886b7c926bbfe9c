import Link from "next/link";
import type { ReactNode } from "react";
import { pages } from "@/lib/urls";

interface AuthFrameProps {
  title: string;
  lead?: ReactNode;
  /** The way to the neighbouring page. */
  foot?: ReactNode;
  children: ReactNode;
}

/** The one narrow column that all account pages stand in. */
export function AuthFrame({ title, lead, foot, children }: AuthFrameProps) {
  return (
    <div className="relative mx-auto flex w-full max-w-[27rem] flex-col px-4 pb-16 pt-8 sm:pt-16">
      <div className="relative overflow-hidden rounded-3xl border bg-surface px-5 py-7 sm:px-8 sm:py-9">
        <span aria-hidden className="pointer-events-none absolute inset-x-0 bottom-0 h-40 bg-(image:--glow)" />
        <div className="relative">
          <h1 className="text-2xl font-semibold tracking-tight text-ink">{title}</h1>
          {lead && <div className="mt-2 text-sm leading-6 text-muted">{lead}</div>}
          <div className="mt-6">{children}</div>
        </div>
      </div>
      {foot && <div className="mt-6 text-center text-sm text-muted">{foot}</div>}
    </div>
  );
}

export const textLink = "font-medium text-accent-ink underline-offset-4 hover:underline";

export function SignUpLink({ next }: { next?: string }) {
  return (
    <>
      New to Footlight?{" "}
      <Link href={pages.signup(next)} className={textLink}>
        Create an account
      </Link>
    </>
  );
}

export function LogInLink({ next }: { next?: string }) {
  return (
    <>
      Already have an account?{" "}
      <Link href={pages.login(next)} className={textLink}>
        Sign in
      </Link>
    </>
  );
}
