"use client";

import { usePathname } from "next/navigation";
import { useState, type ReactNode } from "react";
import { useStoredFlag } from "@/lib/use-stored";
import { BottomNav } from "./bottom-nav";
import { Header } from "./header";
import { NavDrawer } from "./nav-drawer";
import { OfflineBanner } from "./offline-banner";
import { SideNav } from "./side-nav";

const RAIL_KEY = "footlight:narrow-rail";

/** Header, navigation and the room for the page; the same on every page. */
export function AppShell({ children }: { children: ReactNode }) {
  const path = usePathname();
  const [narrow, setNarrow] = useStoredFlag(RAIL_KEY);
  const [drawer, setDrawer] = useState(false);
  const hasRail = path !== "/watch";
  const toggle = () => (hasRail ? setNarrow(!narrow) : setDrawer(true));
  return (
    <>
      <a
        href="#main"
        className="fixed left-4 top-2 z-50 -translate-y-16 rounded-full bg-accent px-4 py-2 text-sm font-medium text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <Header hasRail={hasRail} navOpen={hasRail ? !narrow : drawer} onToggleNav={toggle} />
      <OfflineBanner />
      <div className="flex">
        {hasRail && (
          <div className="sticky top-14 h-[calc(100dvh-3.5rem)] shrink-0 overflow-y-auto max-md:hidden">
            {/* Between phone and desktop the rail is always narrow; from there on it is as the visitor left it. */}
            <div className="w-[4.75rem] lg:hidden">
              <SideNav narrow />
            </div>
            <div className={narrow ? "w-[4.75rem] max-lg:hidden" : "w-56 max-lg:hidden"}>
              <SideNav narrow={narrow} />
            </div>
          </div>
        )}
        <main id="main" tabIndex={-1} className="min-h-[calc(100dvh-3.5rem)] min-w-0 flex-1 pb-20 outline-none md:pb-10">
          {children}
        </main>
      </div>
      <BottomNav />
      <NavDrawer open={drawer} onOpenChange={setDrawer} />
    </>
  );
}
