import { useId } from "react";
import { cn } from "@/lib/cn";

/** The mark: a play sign on the edge of the stage, lit from below by three footlights. */
export function LogoMark({ className }: { className?: string }) {
  const id = useId();
  return (
    <svg viewBox="1 1 30 30" aria-hidden className={cn("size-8", className)}>
      <defs>
        <linearGradient id={id} x1="0" y1="1" x2="0" y2="0">
          <stop offset="0" stopColor="var(--ember)" />
          <stop offset="0.55" stopColor="var(--accent)" />
          <stop offset="1" stopColor="#ffe1a8" />
        </linearGradient>
      </defs>
      <path
        d="M9.2 4.7c0-1.6 1.7-2.6 3.1-1.8l12 6.9c1.4.8 1.4 2.8 0 3.6l-12 6.9c-1.4.8-3.1-.2-3.1-1.8z"
        fill={`url(#${id})`}
      />
      <g fill="var(--ember)">
        <rect x="4" y="25" width="6.4" height="3.6" rx="1.8" />
        <rect x="12.8" y="25" width="6.4" height="3.6" rx="1.8" fill="var(--accent)" />
        <rect x="21.6" y="25" width="6.4" height="3.6" rx="1.8" />
      </g>
    </svg>
  );
}

export function Logo() {
  return (
    <span className="inline-flex items-center gap-2">
      <LogoMark />
      <span className="text-[1.1875rem] font-semibold tracking-[-0.03em] text-ink">Footlight</span>
    </span>
  );
}
