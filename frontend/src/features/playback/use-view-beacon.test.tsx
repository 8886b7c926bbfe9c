import { renderHook, waitFor } from "@testing-library/react";
import { session } from "@/lib/session";
import { fakeApi, type Answer } from "@/testing/fake-api";
import { useViewBeacon } from "./use-view-beacon";

beforeEach(() => {
  sessionStorage.clear();
  session.getState().clear();
  Object.defineProperty(globalThis.crypto, "randomUUID", { configurable: true, value: () => "11111111-2222-4333-8444-555555555555" });
});

function watch(beacon: ReturnType<typeof useViewBeacon>, from: number, to: number) {
  for (let at = from; at <= to; at += 0.5) beacon.onProgress(at);
}

test("one view after 30 s, and never a second one", async () => {
  const calls = fakeApi({ "POST /api/playback/v1/view": () => ({ status: 204 }) });
  const { result } = renderHook(() => useViewBeacon("v1"));
  watch(result.current, 0, 29);
  expect(calls).toHaveLength(0);
  watch(result.current, 29, 60);
  result.current.onEnded();
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(calls[0]?.body).toEqual({ session_id: "11111111-2222-4333-8444-555555555555" });
});

test("the end of a short video is a view; an end that was only jumped to is not", async () => {
  const calls = fakeApi({ "POST /api/playback/v1/view": () => ({ status: 204 }) });
  const { result } = renderHook(() => useViewBeacon("v1"));
  result.current.onEnded();
  expect(calls).toHaveLength(0);
  watch(result.current, 0, 5);
  result.current.onEnded();
  await waitFor(() => expect(calls).toHaveLength(1));
});

async function refusals(answers: (Answer | "down")[], milliseconds: number): Promise<number> {
  jest.useFakeTimers();
  const calls = fakeApi({ "POST /api/playback/v1/view": () => answers.shift() ?? "down" });
  const { result } = renderHook(() => useViewBeacon("v1"));
  watch(result.current, 0, 40);
  await jest.advanceTimersByTimeAsync(milliseconds);
  watch(result.current, 40, 60);
  jest.useRealTimers();
  return calls.length;
}

test("a view that does not get through is tried again after 30 s, three times at most", async () => {
  expect(await refusals([], 29_000)).toBe(1);
  expect(await refusals([{ status: 503 }, { status: 204 }], 600_000)).toBe(2);
  expect(await refusals([], 600_000)).toBe(4);
});

test("a view that is refused is not tried again; one that came too soon waits as long as it is told", async () => {
  expect(await refusals([{ status: 404 }], 600_000)).toBe(1);
  const slowDown = { status: 429, headers: { "Retry-After": "100" } };
  expect(await refusals([slowDown, { status: 204 }], 99_000)).toBe(1);
  expect(await refusals([slowDown, { status: 204 }], 101_000)).toBe(2);
});
