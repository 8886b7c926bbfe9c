"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Button } from "./button";

interface DialogProps {
  open?: boolean;
  defaultOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** An element that opens the dialog. */
  trigger?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  /** The row of buttons at the bottom. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg";
  /** The content ends in its own row of buttons, which sticks to the bottom. */
  ownFooter?: boolean;
  children?: ReactNode;
}

const WIDTH = { sm: "sm:max-w-sm", md: "sm:max-w-lg", lg: "sm:max-w-3xl" };

/** A sheet from the bottom on phones, a centred card elsewhere; long content scrolls between title and buttons. */
export function Dialog({ trigger, title, description, footer, size = "md", ownFooter, children, ...root }: DialogProps) {
  return (
    <Radix.Root {...root}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-appear bg-scrim backdrop-blur-[2px]" />
        <Radix.Content
          aria-describedby={description ? undefined : ""}
          className={cn(
            "fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] animate-rise flex-col rounded-t-3xl border bg-surface shadow-overlay focus:outline-none",
            "sm:inset-x-4 sm:bottom-auto sm:top-[6dvh] sm:mx-auto sm:max-h-[88dvh] sm:rounded-3xl",
            WIDTH[size],
          )}
        >
          <div className="flex items-start justify-between gap-4 px-6 pt-5">
            <div className="min-w-0 pt-1">
              <Radix.Title className="text-lg font-semibold text-ink [overflow-wrap:anywhere]">{title}</Radix.Title>
              {description && <Radix.Description className="mt-1 text-sm text-muted [overflow-wrap:anywhere]">{description}</Radix.Description>}
            </div>
            <Radix.Close asChild>
              <Button variant="ghost" icon aria-label="Close" className="-mr-2">
                <X aria-hidden />
              </Button>
            </Radix.Close>
          </div>
          <div className={cn("min-h-0 flex-1 overflow-y-auto px-6 pt-4", ownFooter ? "scroll-pb-24" : "pb-4")}>{children}</div>
          {footer && <div className="flex flex-wrap justify-end gap-3 border-t px-6 py-4">{footer}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Wraps a button that closes the dialog around it. */
export const DialogClose = Radix.Close;
