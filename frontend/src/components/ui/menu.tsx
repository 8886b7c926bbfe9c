"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

const itemLook =
  "flex cursor-pointer select-none items-center gap-3 rounded-xl px-3 py-2.5 text-sm text-ink outline-none " +
  "data-[highlighted]:bg-raised data-[disabled]:cursor-not-allowed data-[disabled]:opacity-50 [&_svg]:size-[1.125rem] [&_svg]:shrink-0 [&_svg]:text-muted";

interface MenuProps {
  /** The button that opens the menu. */
  trigger: ReactNode;
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}

export function Menu({ trigger, align = "end", className, children }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={8}
          collisionPadding={12}
          className={cn(
            "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-56 animate-rise overflow-y-auto rounded-2xl border bg-surface p-1.5 shadow-overlay",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuItemProps extends ComponentProps<typeof Radix.Item> {
  icon?: ReactNode;
  danger?: boolean;
}

export function MenuItem({ icon, danger, className, children, asChild, ...props }: MenuItemProps) {
  const look = cn(itemLook, danger && "text-danger-ink [&_svg]:text-danger-ink", className);
  // With asChild the only child (a link) is the item, so the icon has to be inside it already.
  if (asChild) return <Radix.Item asChild {...props} className={look}>{children}</Radix.Item>;
  return (
    <Radix.Item {...props} className={look}>
      {icon}
      <span className="flex-1">{children}</span>
    </Radix.Item>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="mx-3 my-1.5 h-px bg-line" />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-3 pb-1 pt-2 text-xs font-medium text-muted">{children}</Radix.Label>;
}

interface MenuChoiceProps<V extends string> {
  value: V;
  onValueChange: (value: V) => void;
  options: readonly { value: V; label: string; icon?: ReactNode }[];
}

/** One of several, with a tick at the chosen one. */
export function MenuChoice<V extends string>({ value, onValueChange, options }: MenuChoiceProps<V>) {
  return (
    <Radix.RadioGroup value={value} onValueChange={(next) => onValueChange(next as V)}>
      {options.map((option) => (
        <Radix.RadioItem
          key={option.value}
          value={option.value}
          className={itemLook}
          onSelect={(event) => event.preventDefault()}
        >
          {option.icon}
          <span className="flex-1">{option.label}</span>
          <Radix.ItemIndicator>
            <Check aria-hidden className="!text-accent-ink" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}
