import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

interface CardProps extends Omit<ComponentProps<"section">, "title"> {
  title?: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
}

export function Card({ title, description, footer, className, children, ...props }: CardProps) {
  return (
    <section {...props} className={cn("rounded-3xl border bg-surface", className)}>
      {(title || description) && (
        <div className="px-5 pt-5 sm:px-6">
          {title && <h2 className="text-base font-semibold text-ink">{title}</h2>}
          {description && <p className="mt-1 text-sm leading-6 text-muted">{description}</p>}
        </div>
      )}
      <div className="px-5 py-5 sm:px-6">{children}</div>
      {footer && <div className="flex flex-wrap justify-end gap-3 border-t px-5 py-4 sm:px-6">{footer}</div>}
    </section>
  );
}
