import { daysLeft, daysLeftWords } from "./days-left";

const DAY = 24 * 3600 * 1000;
const deleted = "2026-11-20T12:00:00Z";
const at = Date.parse(deleted);

test("counts whole days, rounded up, from seven to none", () => {
  expect(daysLeft(deleted, at)).toBe(7);
  expect(daysLeft(deleted, at + 5.5 * DAY)).toBe(2);
  expect(daysLeft(deleted, at + 8 * DAY)).toBe(0);
});

test("in words", () => {
  expect(daysLeftWords(deleted, at + 6.5 * DAY)).toBe("1 day left");
  expect(daysLeftWords(deleted, at + 7 * DAY)).toBe("Going within the hour");
});
