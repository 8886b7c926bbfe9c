/** @jest-environment node */
import { FakeCloud } from "./fake-cloud";
import { backoff, MOST_TRIES, persist } from "./persist";

const never = new AbortController().signal;

test("the wait doubles, stays under half a minute, and half of it is chance", () => {
  expect([1, 2, 3, 4].map((tries) => backoff(tries, 1))).toEqual([500, 1000, 2000, 4000]);
  expect(backoff(3, 0)).toBe(1000);
  expect(backoff(20, 1)).toBe(30_000);
});

test("what can pass is tried again until it passes", async () => {
  const { world } = new FakeCloud();
  let calls = 0;
  const flaky = async () => {
    if ((calls += 1) < 4) throw { status: 503 };
    return "here";
  };
  expect(await persist(flaky, { world, signal: never })).toBe("here");
});

test("what cannot pass is not tried again", async () => {
  const { world } = new FakeCloud();
  const call = jest.fn().mockRejectedValue({ status: 422, detail: "The file is empty." });
  await expect(persist(call, { world, signal: never })).rejects.toMatchObject({ status: 422 });
  expect(call).toHaveBeenCalledTimes(1);
});

test("patience has an end", async () => {
  const { world } = new FakeCloud();
  const call = jest.fn().mockRejectedValue({ status: 500 });
  await expect(persist(call, { world, signal: never })).rejects.toMatchObject({ status: 500 });
  expect(call).toHaveBeenCalledTimes(MOST_TRIES);
});

test("a server that says how long to wait is obeyed", async () => {
  const cloud = new FakeCloud();
  const call = jest.fn().mockRejectedValueOnce({ status: 429, retry_after: 12 }).mockResolvedValue("ok");
  await persist(call, { world: cloud.world, signal: never });
  expect(cloud.slept).toEqual([12_000]);
});

test("an aborted signal ends it with the signal's reason", async () => {
  const { world } = new FakeCloud();
  const stop = new AbortController();
  const call = async () => {
    stop.abort("paused");
    throw { status: 503 };
  };
  await expect(persist(call, { world, signal: stop.signal })).rejects.toBe("paused");
});
