import { renderHook, waitFor } from "@testing-library/react";
import { session } from "@/lib/session";
import { fakeApi } from "@/testing/fake-api";
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
