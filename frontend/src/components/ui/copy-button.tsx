"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonProps } from "./button";
import { toast } from "./toast";

interface CopyButtonProps extends Omit<ButtonProps, "onClick" | "children"> {
  text: string | (() => string);
  label: string;
  /** Without it only the icon is seen; the label is still read out. */
  showLabel?: boolean;
}

export function CopyButton({ text, label, showLabel = true, ...props }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : text());
      setCopied(true);
    } catch {
      toast.error("Your browser did not allow copying. Select the text and copy it by hand.");
    }
  };

  const Icon = copied ? Check : Copy;
  return (
    <Button variant="secondary" icon={!showLabel} aria-label={showLabel ? undefined : label} {...props} onClick={() => void copy()}>
      <Icon aria-hidden />
      {showLabel && <span aria-live="polite">{copied ? "Copied" : label}</span>}
    </Button>
  );
}
