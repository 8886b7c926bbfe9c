"use client";

import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { Input } from "./input";

/** Six digits from a mail or an app: one plain field, so that pasting, autofill and screen readers just work. */
export function CodeInput({ className, onChange, ...props }: ComponentProps<"input">) {
  return (
    <Input
      {...props}
      type="text"
      inputMode="numeric"
      autoComplete="one-time-code"
      placeholder="000000"
      maxLength={6}
      onPaste={(event) => {
        // Codes are often mailed as "123 456", which maxLength would cut short.
        const digits = event.clipboardData.getData("text").replace(/\D/g, "").slice(0, 6);
        if (!digits) return;
        event.preventDefault();
        setNativeValue(event.currentTarget, digits);
      }}
      onChange={(event) => {
        event.target.value = event.target.value.replace(/\D/g, "");
        onChange?.(event);
      }}
      className={cn(
        "h-14 pl-[0.75em] text-center font-mono text-2xl tracking-[0.5em] tabular-nums placeholder:text-line-strong/60 sm:text-2xl",
        className,
      )}
    />
  );
}

/** React listens to the element's own setter, so a value set by code needs the event that typing would send. */
function setNativeValue(input: HTMLInputElement, value: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, value);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}
