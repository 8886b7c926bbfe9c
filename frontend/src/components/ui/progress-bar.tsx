"use client";

import { Progress as Radix } from "radix-ui";
import { cn } from "@/lib/cn";

interface ProgressBarProps {
  /** 0..100; null while the amount is unknown. */
  value: number | null;
  label: string;
  tone?: "accent" | "muted" | "danger" | "success";
  className?: string;
}

const FILL = { accent: "bg-accent", muted: "bg-line-strong", danger: "bg-danger", success: "bg-success-ink" };

export function ProgressBar({ value, label, tone = "accent", className }: ProgressBarProps) {
  const whole = value === null ? null : Math.min(100, Math.max(0, value));
  return (
    <Radix.Root
      value={whole}
      aria-label={label}
      className={cn("relative h-2 w-full overflow-hidden rounded-full bg-raised", className)}
    >
      <Radix.Indicator
        className={cn("h-full origin-left rounded-full transition-transform duration-500", FILL[tone], whole === null && "w-1/3 animate-pulse")}
        style={whole === null ? undefined : { transform: `translateX(${whole - 100}%)` }}
      />
    </Radix.Root>
  );
}
