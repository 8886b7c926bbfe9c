"use client";

import { MailOpen } from "lucide-react";
import { useMailHint } from "./api";

const ADDRESS = /(https?:\/\/[^\s)]+[^\s).,;])/g;

/** On a local cloud no mail leaves the machine: says where to read the code. Nothing elsewhere. */
export function MailHint() {
  const hint = useMailHint();
  if (!hint) return null;
  return (
    <p className="flex items-start gap-2.5 rounded-2xl bg-raised px-3.5 py-3 text-sm leading-5 text-muted">
      <MailOpen aria-hidden className="mt-0.5 size-4 shrink-0 text-accent-ink" />
      <span className="min-w-0 [overflow-wrap:anywhere]">{hint.split(ADDRESS).map(piece)}</span>
    </p>
  );
}

function piece(text: string, index: number) {
  // split() with a group puts the addresses at the odd places.
  if (index % 2 === 0) return text;
  return (
    <a key={index} href={text} target="_blank" rel="noreferrer" className="text-accent-ink underline underline-offset-2">
      {text}
    </a>
  );
}
