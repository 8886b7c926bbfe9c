"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { useFieldControl } from "./field-context";
import { controlLook } from "./input";

export interface SelectOption<V extends string = string> {
  value: V;
  label: string;
  hint?: string;
  icon?: ReactNode;
}

interface SelectProps<V extends string> {
  options: readonly SelectOption<V>[];
  value?: V;
  defaultValue?: V;
  onValueChange?: (value: V) => void;
  placeholder?: string;
  disabled?: boolean;
  name?: string;
  className?: string;
  "aria-label"?: string;
}

export function Select<V extends string>(props: SelectProps<V>) {
  const { options, onValueChange, placeholder, className, "aria-label": label, ...root } = props;
  const control = useFieldControl({});
  return (
    <Radix.Root {...root} onValueChange={(value) => onValueChange?.(value as V)}>
      <Radix.Trigger
        {...control}
        aria-label={label}
        className={cn(controlLook, "flex h-11 items-center justify-between gap-2 text-left data-[placeholder]:text-muted", className)}
      >
        <Radix.Value placeholder={placeholder} />
        <Radix.Icon>
          <ChevronDown aria-hidden className="size-4 text-muted" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={6}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-rise overflow-hidden rounded-2xl border bg-surface p-1.5 shadow-overlay"
        >
          <Radix.Viewport>
            {options.map((option) => (
              <Option key={option.value} {...option} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Option({ value, label, hint, icon }: SelectOption) {
  return (
    <Radix.Item
      value={value}
      className="flex cursor-pointer select-none items-center gap-3 rounded-xl px-3 py-2.5 text-sm outline-none data-[highlighted]:bg-raised"
    >
      <span className="flex-1">
        <Radix.ItemText>
          <span className="inline-flex items-center gap-2 [&_svg]:size-4">
            {icon}
            {label}
          </span>
        </Radix.ItemText>
        {hint && <span className="block text-muted">{hint}</span>}
      </span>
      <Radix.ItemIndicator>
        <Check aria-hidden className="size-4 text-accent-ink" />
      </Radix.ItemIndicator>
    </Radix.Item>
  );
}
