import { act, renderHook } from "@testing-library/react";
import { aVideo } from "@/testing/samples";
import { editionOf, useGrowingSrc } from "./use-growing-src";

const rendition = { name: "240p", width: 426, height: 240, bandwidth: 1 };
const first = editionOf(aVideo({ state: "playable", renditions: [rendition] }));
const finished = editionOf(aVideo({ state: "ready", renditions: [rendition] }));

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test("the finished video is read anew even where it has no more qualities than the hurried one", () => {
  const { result, rerender } = renderHook(({ edition }) => useGrowingSrc("/m.m3u8", edition), { initialProps: { edition: first } });
  expect(result.current).toBe("/m.m3u8");
  rerender({ edition: finished });
  act(() => jest.advanceTimersByTime(5_000));
  expect(result.current).toBe("/m.m3u8");
  act(() => jest.advanceTimersByTime(1_500));
  expect(result.current).toBe("/m.m3u8?r=ready1");
});

test("who comes when all is ready reads the playlist once, by its plain address", () => {
  const { result } = renderHook(() => useGrowingSrc("/m.m3u8", finished));
  act(() => jest.advanceTimersByTime(60_000));
  expect(result.current).toBe("/m.m3u8");
});
