"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, type ReactNode } from "react";
import { useSession } from "@/lib/session";
import { pages } from "@/lib/urls";

interface SignedInOnlyProps {
  /** Shown until it is known who is there, in the shape of what will come. */
  fallback: ReactNode;
  children: ReactNode;
}

/** Sends strangers to the login page, and from there back to where they wanted to go. */
export function SignedInOnly({ fallback, children }: SignedInOnlyProps) {
  const status = useSession((state) => state.status);
  const path = usePathname();
  const router = useRouter();
  useEffect(() => {
    // The query is read here, not by useSearchParams, which would take the whole page out of the static export.
    if (status === "anonymous") router.replace(pages.login(path + window.location.search));
  }, [status, path, router]);
  return status === "signed-in" ? children : fallback;
}
