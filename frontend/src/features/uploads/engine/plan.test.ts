/** @jest-environment node */
import { bytesOf, missingParts, partBytes, partRange, trustedParts } from "./plan";

const layout = { size: 25, part_size: 10, part_count: 3 };

test("parts count from 1 and the last one is what is left", () => {
  expect(partRange(layout, 1)).toEqual({ start: 0, end: 10 });
  expect(partRange(layout, 3)).toEqual({ start: 20, end: 25 });
  expect(partBytes(layout, 3)).toBe(5);
  expect(bytesOf(layout, [1, 3])).toBe(15);
});

test("only parts of the right number and length are trusted", () => {
  const stored = [
    { number: 1, etag: "a", size: 10 },
    { number: 2, etag: "b", size: 9 },
    { number: 4, etag: "c", size: 10 },
  ];
  const trusted = trustedParts(layout, stored);
  expect([...trusted]).toEqual([[1, "a"]]);
  expect(missingParts(layout, trusted)).toEqual([2, 3]);
});

test("a hundred gigabytes stay within ten thousand parts", () => {
  const size = 100 * 1024 ** 3;
  const part_size = Math.ceil(size / 9000 / 1024 ** 2) * 1024 ** 2;
  const part_count = Math.ceil(size / part_size);
  expect(part_count).toBeLessThanOrEqual(10_000);
  expect(partRange({ size, part_size, part_count }, part_count).end).toBe(size);
});
