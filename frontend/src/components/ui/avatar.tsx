"use client";

import { Avatar as Radix } from "radix-ui";
import { cn } from "@/lib/cn";
import { initials } from "@/lib/format";

const SIZE = { xs: "size-6 text-[0.625rem]", sm: "size-8 text-xs", md: "size-10 text-sm", lg: "size-14 text-lg", xl: "size-24 text-3xl" };

// Warm stage lights with dark letters: every pair has at least 4.5:1.
const TINTS = ["bg-[#ffb86b]", "bg-[#ff9e80]", "bg-[#f5c451]", "bg-[#e7a6c3]", "bg-[#a9c7a0]", "bg-[#9fc3dd]", "bg-[#c9b3e6]"];

function tint(name: string): string {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)!) % 9973;
  return TINTS[sum % TINTS.length]!;
}

interface AvatarProps {
  name: string;
  src?: string | null;
  size?: keyof typeof SIZE;
  className?: string;
}

/** A person's picture, or their initials; decoration, since the name stands beside it. */
export function Avatar({ name, src, size = "md", className }: AvatarProps) {
  return (
    <Radix.Root
      aria-hidden
      className={cn("inline-flex shrink-0 select-none overflow-hidden rounded-full", SIZE[size], className)}
    >
      {src && <Radix.Image src={src} alt="" className="size-full object-cover" />}
      <Radix.Fallback
        delayMs={src ? 300 : 0}
        className={cn("grid size-full place-items-center font-semibold text-[#221303]", tint(name))}
      >
        {initials(name)}
      </Radix.Fallback>
    </Radix.Root>
  );
}
