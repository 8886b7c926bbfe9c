"use client";

import { useId, type ReactNode } from "react";

interface RadioCardsProps<V extends string> {
  legend: string;
  value: V;
  onValueChange: (value: V) => void;
  options: readonly { value: V; label: string; hint: string; icon: ReactNode }[];
}

/** One of a few, each with a line that says what it means. Native radios: arrow keys and screen readers just work. */
export function RadioCards<V extends string>({ legend, value, onValueChange, options }: RadioCardsProps<V>) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium text-ink">{legend}</legend>
      <div className="grid gap-2 sm:grid-cols-3">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex cursor-pointer items-start gap-3 rounded-2xl border border-line p-3.5 transition-colors hover:bg-raised has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-ink"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onValueChange(option.value)}
              className="sr-only"
            />
            <span aria-hidden className="mt-0.5 text-accent-ink [&_svg]:size-[1.125rem]">{option.icon}</span>
            <span className="text-sm leading-5">
              <span className="block font-medium text-ink">{option.label}</span>
              <span className="text-muted">{option.hint}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
