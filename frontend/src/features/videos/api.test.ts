import { pollInterval } from "./api";

test("a video in the making is asked for every 2 s, later more slowly, a finished one not at all", () => {
  expect(pollInterval("processing", 1)).toBe(2000);
  expect(pollInterval("uploading", 60)).toBe(2000);
  expect(pollInterval("processing", 70)).toBeGreaterThan(4000);
  expect(pollInterval("processing", 1000)).toBe(15_000);
  expect(pollInterval("playable", 5)).toBe(10_000);
  expect(pollInterval("ready", 1)).toBe(false);
  expect(pollInterval("failed", 1)).toBe(false);
  expect(pollInterval(undefined, 0)).toBe(false);
});
