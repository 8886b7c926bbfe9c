/** Which bytes of the file are which part, and which of them storage still lacks. */
import type { Upload, UploadedPart } from "./contract";

type Layout = Pick<Upload, "size" | "part_size" | "part_count">;

/** First byte and the byte after the last one of part `number` (parts count from 1). */
export function partRange(layout: Layout, number: number): { start: number; end: number } {
  const start = (number - 1) * layout.part_size;
  return { start, end: Math.min(start + layout.part_size, layout.size) };
}

export function partBytes(layout: Layout, number: number): number {
  const { start, end } = partRange(layout, number);
  return end - start;
}

/** ETags of the parts that storage has whole; a part of the wrong length is left out and so sent again. */
export function trustedParts(layout: Layout, stored: UploadedPart[]): Map<number, string> {
  const whole = stored.filter(
    (part) =>
      part.number >= 1 && part.number <= layout.part_count && part.size === partBytes(layout, part.number),
  );
  return new Map(whole.map((part) => [part.number, part.etag]));
}

export function missingParts(layout: Layout, done: ReadonlyMap<number, string>): number[] {
  const missing: number[] = [];
  for (let number = 1; number <= layout.part_count; number += 1) {
    if (!done.has(number)) missing.push(number);
  }
  return missing;
}

export function bytesOf(layout: Layout, numbers: Iterable<number>): number {
  let bytes = 0;
  for (const number of numbers) bytes += partBytes(layout, number);
  return bytes;
}
