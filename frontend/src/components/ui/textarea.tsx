"use client";

import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { useFieldControl } from "./field-context";
import { controlLook } from "./input";

export function Textarea({ className, rows = 5, ...props }: ComponentProps<"textarea">) {
  const control = useFieldControl(props as Parameters<typeof useFieldControl>[0]);
  return <textarea rows={rows} {...props} {...control} className={cn(controlLook, "resize-y py-2.5 leading-6", className)} />;
}
