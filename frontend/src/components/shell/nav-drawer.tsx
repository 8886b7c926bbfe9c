"use client";

import { Menu as MenuIcon } from "lucide-react";
import { Dialog } from "radix-ui";
import { Button } from "@/components/ui/button";
import { Logo } from "./logo";
import { SideNav } from "./side-nav";

/** The navigation over the page, for pages that keep their whole width (the watch page). */
export function NavDrawer({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const close = () => onOpenChange(false);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 animate-appear bg-scrim" />
        <Dialog.Content aria-describedby="" className="fixed inset-y-0 left-0 z-50 w-60 animate-appear border-r bg-canvas focus:outline-none">
          <Dialog.Title className="sr-only">Navigation</Dialog.Title>
          <div className="flex h-14 items-center gap-4 px-4">
            <Button variant="ghost" icon aria-label="Close navigation" onClick={close}>
              <MenuIcon aria-hidden />
            </Button>
            <Logo />
          </div>
          <SideNav onNavigate={close} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
