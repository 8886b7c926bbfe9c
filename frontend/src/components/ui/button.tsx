"use client";

import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { Spinner } from "./spinner";

const styles = cva(
  "relative inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-full font-medium transition-colors " +
    "disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-60 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent hover:bg-accent-hover",
        secondary: "bg-raised text-ink hover:bg-hover",
        ghost: "text-ink hover:bg-raised",
        danger: "bg-danger text-on-danger hover:bg-danger-hover",
      },
      size: {
        sm: "h-8 px-3 text-sm [&_svg]:size-4",
        md: "h-10 px-4 text-sm [&_svg]:size-[1.125rem]",
        lg: "h-12 px-6 text-base [&_svg]:size-5",
      },
      /** A round button with one icon; give it an aria-label. */
      icon: { true: "px-0", false: "" },
    },
    compoundVariants: [
      { icon: true, size: "sm", class: "w-8" },
      { icon: true, size: "md", class: "w-10 [&_svg]:size-5" },
      { icon: true, size: "lg", class: "w-12 [&_svg]:size-6" },
    ],
    defaultVariants: { variant: "primary", size: "md", icon: false },
  },
);

export interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof styles> {
  /** Keeps the width, shows a spinner, and swallows clicks. */
  loading?: boolean;
  /** Renders the only child (a link, say) with a button's looks. */
  asChild?: boolean;
}

export function Button({ className, variant, size, icon, loading = false, asChild, children, ...props }: ButtonProps) {
  const look = cn(styles({ variant, size, icon }), className);
  if (asChild) return <Slot.Root className={look} {...props}>{children}</Slot.Root>;
  return (
    <button
      type="button"
      {...props}
      className={look}
      disabled={props.disabled || loading}
      aria-busy={loading || undefined}
    >
      {loading && (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      )}
      <span className={cn("inline-flex items-center gap-2", loading && "opacity-0")}>{children}</span>
    </button>
  );
}
