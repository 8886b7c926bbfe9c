"use client";

import { X } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { cn } from "@/lib/cn";
import { useFieldControl } from "./field-context";
import { controlLook } from "./input";

interface TagInputProps {
  value: readonly string[];
  onChange: (tags: string[]) => void;
  onBlur?: () => void;
  placeholder?: string;
}

/** Words as chips: Enter or a comma adds, Backspace in the empty field takes the last one back. */
export function TagInput({ value, onChange, onBlur, placeholder }: TagInputProps) {
  const control = useFieldControl({});
  const [text, setText] = useState("");

  const add = (words: string) => {
    const tags = [...value];
    for (const word of words.split(/[,\n]/).map(tidy)) {
      if (word && !tags.some((tag) => tag.toLowerCase() === word.toLowerCase())) tags.push(word);
    }
    setText("");
    if (tags.length > value.length) onChange(tags);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // An IME uses Enter to finish a word: that is not ours.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && text.trim() !== "") {
      event.preventDefault();
      add(text);
    } else if (event.key === "Backspace" && text === "" && value.length > 0) onChange(value.slice(0, -1));
  };

  return (
    <div
      className={cn(
        controlLook,
        "flex min-h-11 flex-wrap items-center gap-1.5 py-1.5 focus-within:border-accent-ink focus-within:outline-2 focus-within:outline-accent-ink",
        control["aria-invalid"] && "border-danger-ink",
      )}
    >
      {value.map((tag) => (
        <span key={tag} className="inline-flex max-w-full items-center gap-1 rounded-full bg-raised py-1 pl-3 pr-1 text-sm text-ink">
          <span className="truncate">{tag}</span>
          <button
            type="button"
            aria-label={`Remove tag ${tag}`}
            onClick={() => onChange(value.filter((each) => each !== tag))}
            className="grid size-5 place-items-center rounded-full text-muted hover:bg-hover hover:text-ink"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </span>
      ))}
      <input
        {...control}
        value={text}
        placeholder={value.length === 0 ? placeholder : undefined}
        autoCapitalize="none"
        onChange={(event) => (event.target.value.includes(",") ? add(event.target.value) : setText(event.target.value))}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData("text");
          if (!/[,\n]/.test(pasted)) return;
          event.preventDefault();
          add(text + pasted);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          add(text);
          onBlur?.();
        }}
        className="h-8 min-w-24 flex-1 bg-transparent text-base text-ink outline-none placeholder:text-muted sm:text-sm"
      />
    </div>
  );
}

function tidy(word: string): string {
  return word.trim().replace(/^#+/, "").replace(/\s+/g, " ");
}
