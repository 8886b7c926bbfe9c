"use client";

import { Globe, Link2, Lock } from "lucide-react";
import { RadioCards } from "@/components/ui/radio-cards";
import type { Visibility } from "@/lib/types";

export const VISIBILITIES = [
  { value: "public", label: "Public", hint: "Everyone can find and watch it.", icon: <Globe aria-hidden /> },
  { value: "unlisted", label: "Unlisted", hint: "Only people with the link.", icon: <Link2 aria-hidden /> },
  { value: "private", label: "Private", hint: "Only you.", icon: <Lock aria-hidden /> },
] as const;

interface VisibilityChoiceProps {
  value: Visibility;
  onValueChange: (value: Visibility) => void;
}

export function VisibilityChoice(props: VisibilityChoiceProps) {
  return <RadioCards legend="Who can watch" options={VISIBILITIES} {...props} />;
}

export function VisibilityMark({ visibility }: { visibility: Visibility }) {
  const { label, icon } = VISIBILITIES.find(({ value }) => value === visibility) ?? VISIBILITIES[2];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-sm text-muted [&_svg]:size-4">
      {icon}
      {label}
    </span>
  );
}
