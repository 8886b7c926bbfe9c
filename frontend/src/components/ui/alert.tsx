import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

const TONES = {
  info: { look: "bg-raised text-ink", icon: Info, iconLook: "text-accent-ink" },
  warning: { look: "bg-accent-soft text-ink", icon: TriangleAlert, iconLook: "text-accent-ink" },
  success: { look: "bg-success-soft text-ink", icon: CircleCheck, iconLook: "text-success-ink" },
  danger: { look: "bg-danger-soft text-ink", icon: CircleAlert, iconLook: "text-danger-ink" },
};

interface AlertProps {
  tone?: keyof typeof TONES;
  title?: ReactNode;
  children?: ReactNode;
  /** A button at the end, such as Retry. */
  action?: ReactNode;
  className?: string;
}

/** A message in the page. Danger interrupts a screen reader; the others wait their turn. */
export function Alert({ tone = "info", title, children, action, className }: AlertProps) {
  const { look, icon: Icon, iconLook } = TONES[tone];
  return (
    <div role={tone === "danger" ? "alert" : "status"} className={cn("flex items-start gap-3 rounded-2xl px-4 py-3 text-sm leading-6", look, className)}>
      <Icon aria-hidden className={cn("mt-0.5 size-5 shrink-0", iconLook)} />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="break-words">{children}</div>}
      </div>
      {action && <div className="shrink-0">{action}</div>}
    </div>
  );
}
