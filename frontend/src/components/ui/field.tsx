"use client";

import { CircleAlert } from "lucide-react";
import { useId, useMemo, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { FieldContext, type FieldControl } from "./field-context";

interface FieldProps {
  label: ReactNode;
  /** A short help line under the control. */
  hint?: ReactNode;
  /** What is wrong, in a sentence; takes the place of the hint and is read out. */
  error?: ReactNode;
  required?: boolean;
  /** Something at the right end of the label's line, such as a counter or "Forgot password?". */
  aside?: ReactNode;
  className?: string;
  /** One Input, Textarea or Select: it finds its id and aria attributes by itself. */
  children: ReactNode;
}

export function Field({ label, hint, error, required, aside, className, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const hasNote = Boolean(error || hint);
  const control = useMemo<FieldControl>(
    () => ({
      id,
      "aria-describedby": hasNote ? noteId : undefined,
      "aria-invalid": error ? true : undefined,
      "aria-required": required ? true : undefined,
    }),
    [id, noteId, hasNote, error, required],
  );
  return (
    <div className={cn("flex flex-col gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="text-sm font-medium text-ink">
          {label}
        </label>
        {aside && <span className="text-sm text-muted">{aside}</span>}
      </div>
      <FieldContext.Provider value={control}>{children}</FieldContext.Provider>
      <p
        id={noteId}
        aria-live="polite"
        className={cn("flex items-start gap-1.5 text-sm empty:hidden", error ? "text-danger-ink" : "text-muted")}
      >
        {error ? (
          <>
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span>{error}</span>
          </>
        ) : (
          hint
        )}
      </p>
    </div>
  );
}
