"use client";

import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { useFieldControl } from "./field-context";

export const controlLook =
  "w-full rounded-xl border border-line-strong bg-surface px-3.5 text-base text-ink transition-colors placeholder:text-muted " +
  "hover:border-muted focus-visible:border-accent-ink focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-accent-ink " +
  "disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-danger-ink sm:text-sm";

export function Input({ className, ...props }: ComponentProps<"input">) {
  const control = useFieldControl(props as Parameters<typeof useFieldControl>[0]);
  return <input {...props} {...control} className={cn(controlLook, "h-11", className)} />;
}
