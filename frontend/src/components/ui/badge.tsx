import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

const styles = cva("inline-flex items-center gap-1.5 whitespace-nowrap rounded-full px-2.5 py-0.5 text-xs font-medium [&_svg]:size-3.5", {
  variants: {
    tone: {
      neutral: "bg-raised text-ink",
      accent: "bg-accent-soft text-accent-ink",
      success: "bg-success-soft text-success-ink",
      danger: "bg-danger-soft text-danger-ink",
    },
  },
  defaultVariants: { tone: "neutral" },
});

export function Badge({ tone, className, ...props }: ComponentProps<"span"> & VariantProps<typeof styles>) {
  return <span {...props} className={cn(styles({ tone }), className)} />;
}
