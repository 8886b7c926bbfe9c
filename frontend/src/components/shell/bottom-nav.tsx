"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/lib/cn";
import { navItems } from "./nav-items";

/** The phone's navigation, in reach of the thumb. */
export function BottomNav() {
  const path = usePathname();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-40 grid grid-cols-4 border-t bg-canvas pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {navItems.map(({ href, short, icon: Icon }) => {
        const here = path === href;
        return (
          <Link
            key={href}
            href={href}
            aria-current={here ? "page" : undefined}
            className={cn(
              "flex h-14 flex-col items-center justify-center gap-1 text-[0.6875rem] leading-3 focus-visible:-outline-offset-2",
              here ? "font-semibold text-ink" : "text-muted",
            )}
          >
            <Icon aria-hidden className={cn("size-[1.375rem]", here && "text-accent-ink")} strokeWidth={here ? 2.25 : 1.75} />
            {short}
          </Link>
        );
      })}
    </nav>
  );
}
