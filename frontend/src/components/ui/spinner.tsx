import { LoaderCircle } from "lucide-react";
import { cn } from "@/lib/cn";

/** A turning ring. With `label` it speaks; without, it is decoration beside something that does. */
export function Spinner({ className, label }: { className?: string; label?: string }) {
  return (
    <span role={label ? "status" : undefined} aria-hidden={label ? undefined : true} className="inline-flex">
      <LoaderCircle aria-hidden className={cn("size-5 animate-spin", className)} />
      {label && <span className="sr-only">{label}</span>}
    </span>
  );
}
