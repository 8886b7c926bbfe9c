import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

interface EmptyStateProps {
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  /** What to do about it: one or two buttons. */
  action?: ReactNode;
  className?: string;
  /** The page's own heading, when the state is the whole page. */
  heading?: "h1" | "h2";
}

/** Nothing here, said kindly: an icon in the glow of the footlights, a line, a way on. */
export function EmptyState({ icon, title, children, action, className, heading: Heading = "h2" }: EmptyStateProps) {
  return (
    <div className={cn("mx-auto flex max-w-md flex-col items-center px-4 py-16 text-center", className)}>
      {icon && (
        <div className="relative mb-6 grid size-24 place-items-center rounded-full bg-raised text-accent-ink [&>svg]:relative [&>svg]:size-10">
          <span aria-hidden className="absolute inset-0 rounded-full bg-(image:--glow)" />
          {icon}
        </div>
      )}
      <Heading className="text-xl font-semibold tracking-tight text-ink">{title}</Heading>
      {children && <div className="mt-2 text-sm leading-6 text-muted">{children}</div>}
      {action && <div className="mt-6 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  );
}
