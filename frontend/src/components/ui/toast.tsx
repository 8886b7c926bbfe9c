"use client";

import { Toaster as Sonner } from "sonner";
import { useTheme } from "@/lib/theme";
import { usePhone } from "@/lib/use-phone";

export { toast } from "sonner";

/** Where toasts appear; once, in the layout. */
export function Toaster() {
  const { resolved } = useTheme();
  const phone = usePhone();
  return (
    <Sonner
      theme={resolved}
      // On phones dialogs are sheets from the bottom: a toast there would lie on their buttons.
      position={phone ? "top-center" : "bottom-center"}
      offset={24}
      mobileOffset={{ top: "calc(0.75rem + env(safe-area-inset-top))" }}
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
