"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/lib/cn";
import { navItems } from "./nav-items";

/** The left rail: wide with words, or narrow with small ones under the icons. */
export function SideNav({ narrow = false, onNavigate }: { narrow?: boolean; onNavigate?: () => void }) {
  const path = usePathname();
  return (
    <nav aria-label="Main" className={cn("flex flex-col gap-1 p-3", narrow && "px-1.5")}>
      {navItems.map(({ href, label, icon: Icon }) => {
        const here = path === href;
        return (
          <Link
            key={href}
            href={href}
            onClick={onNavigate}
            aria-current={here ? "page" : undefined}
            className={cn(
              "group flex items-center rounded-xl transition-colors hover:bg-raised",
              narrow ? "flex-col gap-1.5 px-1 py-3.5 text-[0.6875rem] leading-3" : "gap-5 px-3 py-2.5 text-sm",
              here ? "font-semibold text-ink" : "text-ink",
              here && !narrow && "bg-raised",
            )}
          >
            <Icon aria-hidden className={cn("size-[1.375rem] shrink-0", here ? "text-accent-ink" : "text-muted group-hover:text-ink")} strokeWidth={here ? 2.25 : 1.75} />
            <span className="text-center">{label}</span>
          </Link>
        );
      })}
    </nav>
  );
}
