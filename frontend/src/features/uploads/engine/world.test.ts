import { browserWorld } from "./world";

function setOnline(online: boolean) {
  jest.spyOn(navigator, "onLine", "get").mockReturnValue(online);
}

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

test("a wait ends at its time, or at once when the network comes back", async () => {
  jest.useFakeTimers();
  const quiet = browserWorld.sleep(5000, new AbortController().signal);
  jest.advanceTimersByTime(5000);
  await quiet;
  const cut = browserWorld.sleep(5000, new AbortController().signal);
  window.dispatchEvent(new Event("online"));
  await cut;
});

test("a wait can be aborted", async () => {
  const stop = new AbortController();
  const wait = browserWorld.sleep(5000, stop.signal);
  stop.abort("paused");
  await expect(wait).rejects.toBe("paused");
});

test("being offline is waited out", async () => {
  setOnline(false);
  expect(browserWorld.isOnline()).toBe(false);
  const back = browserWorld.whenOnline(new AbortController().signal);
  window.dispatchEvent(new Event("online"));
  await back;
  setOnline(true);
  await browserWorld.whenOnline(new AbortController().signal);
});
