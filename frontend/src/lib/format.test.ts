import {
  formatAge,
  formatBytes,
  formatDollars,
  formatDuration,
  formatTimeLeft,
  formatViews,
  formatViewsLong,
  initials,
  parseTime,
  spokenDuration,
} from "./format";

test.each([
  [0, "0:00"],
  [9.6, "0:10"],
  [75, "1:15"],
  [3661, "1:01:01"],
  [null, ""],
  [NaN, ""],
])("duration %p is %p", (seconds, text) => expect(formatDuration(seconds)).toBe(text));

test("durations are read out in words", () => expect(spokenDuration(3661)).toBe("1 hour, 1 minute, 1 second"));

test.each([
  [0, "No views"],
  [1, "1 view"],
  [999, "999 views"],
  [15_300, "15.3K views"],
  [2_400_000, "2.4M views"],
])("%p views", (count, text) => expect(formatViews(count)).toBe(text));

test("the long form keeps every view", () => expect(formatViewsLong(15_300)).toBe("15,300 views"));

const now = Date.parse("2026-11-22T12:00:00Z");
test.each([
  ["2026-11-22T11:59:30Z", "just now"],
  ["2026-11-22T11:58:00Z", "2 minutes ago"],
  ["2026-11-21T11:00:00Z", "1 day ago"],
  ["2026-11-10T11:00:00Z", "1 week ago"],
  ["2025-10-10T11:00:00Z", "1 year ago"],
  ["2026-11-22T12:05:00Z", "just now"],
  [null, ""],
  ["nonsense", ""],
])("age of %p is %p", (iso, text) => expect(formatAge(iso, now)).toBe(text));

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_400_000_000, "1.4 GB"],
  [250_000_000, "250 MB"],
])("%p bytes", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test.each([
  [4, "a few seconds left"],
  [33, "40 seconds left"],
  [170, "about 3 minutes left"],
  [5400, "about 1.5 hours left"],
  [Infinity, ""],
])("%p seconds to go", (seconds, text) => expect(formatTimeLeft(seconds)).toBe(text));

test.each([
  ["Ada Lovelace", "AL"],
  ["  ben ", "B"],
  ["", "?"],
  ["Anna Maria von Stein", "AS"],
])("initials of %p", (name, letters) => expect(initials(name)).toBe(letters));

test.each([
  ["62", 62],
  ["1m5s", 65],
  ["1h", 3600],
  ["1:23", 83],
  ["1:02:03", 3723],
  ["soon", null],
  ["", null],
  [null, null],
])("time %p is %p", (text, seconds) => expect(parseTime(text)).toBe(seconds));

test.each([
  [0, "$0.00"],
  [0.00001, "less than $0.0001"],
  [0.00042, "$0.0004"],
  [0.0123, "$0.012"],
  [0.5, "$0.500"],
  [12.345, "$12.35"],
])("%p dollars are %p", (dollars, text) => expect(formatDollars(dollars)).toBe(text));
