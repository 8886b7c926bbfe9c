import type { Playback } from "@/lib/types";
import { renewalDelay } from "./api";

const now = Date.parse("2026-11-22T12:00:00Z");
const until = (expires_at: string | null): Playback => ({
  video_id: "v1",
  state: "ready",
  manifest_url: "/media/private/u1/v1/manifest.m3u8",
  poster_url: null,
  expires_at,
});

test("signed cookies are renewed before they end", () => {
  expect(renewalDelay(until("2026-11-22T13:00:00Z"), now)).toBe(55 * 60_000);
  expect(renewalDelay(until("2026-11-22T12:02:00Z"), now)).toBe(60_000);
});

test("cookies that have ended already are not asked for in a frenzy", () => {
  expect(renewalDelay(until("2026-11-22T11:00:00Z"), now)).toBe(20_000);
});

test("a public video needs no renewal; one without a manifest yet is asked for again soon", () => {
  expect(renewalDelay(until(null), now)).toBe(false);
  expect(renewalDelay({ ...until(null), manifest_url: null }, now)).toBe(2000);
  expect(renewalDelay(undefined, now)).toBe(false);
});
