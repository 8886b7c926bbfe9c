"use client";

import { Toaster as Sonner } from "sonner";
import { useTheme } from "@/lib/theme";

export { toast } from "sonner";

/** Where toasts appear; once, in the layout. */
export function Toaster() {
  const { resolved } = useTheme();
  return (
    <Sonner
      theme={resolved}
      position="bottom-center"
      offset={24}
      mobileOffset={{ bottom: 76 }}
      toastOptions={{
        classNames: {
          toast: "!rounded-2xl !border-line !bg-surface !text-ink !shadow-overlay !font-sans",
          description: "!text-muted",
          actionButton: "!rounded-full !bg-accent !text-on-accent",
        },
      }}
    />
  );
}
