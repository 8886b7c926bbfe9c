import { putPart } from "./put-part";

class FakeXhr {
  static last: FakeXhr;
  upload: { onprogress?: (event: { loaded: number }) => void } = {};
  onloadend?: () => void;
  status = 0;
  sent: Record<string, string> = {};
  aborted = false;
  etag: string | null = '"abc"';
  constructor() {
    FakeXhr.last = this;
  }
  open = jest.fn();
  send = jest.fn();
  setRequestHeader = (name: string, value: string) => void (this.sent[name] = value);
  getResponseHeader = () => this.etag;
  abort() {
    this.aborted = true;
    this.finish(0);
  }
  finish(status: number) {
    this.status = status;
    this.onloadend?.();
  }
}

const original = globalThis.XMLHttpRequest;
beforeEach(() => void (globalThis.XMLHttpRequest = FakeXhr as never));
afterEach(() => void (globalThis.XMLHttpRequest = original));

function start(signal = new AbortController().signal) {
  const onProgress = jest.fn();
  const headers = { "x-amz-checksum-sha256": "sum" };
  const answer = putPart({ url: "https://s/1", headers, body: new Blob(["x"]), signal, onProgress });
  return { answer, onProgress, xhr: FakeXhr.last };
}

test("sends exactly the signed headers, tells progress, answers with the ETag", async () => {
  const { answer, onProgress, xhr } = start();
  expect(xhr.open).toHaveBeenCalledWith("PUT", "https://s/1");
  expect(xhr.sent).toEqual({ "x-amz-checksum-sha256": "sum" });
  xhr.upload.onprogress?.({ loaded: 1 });
  xhr.finish(200);
  expect(await answer).toBe('"abc"');
  expect(onProgress).toHaveBeenCalledWith(1);
});

test.each([0, 403, 503])("status %i rejects with that status", async (status) => {
  const { answer, xhr } = start();
  xhr.finish(status);
  await expect(answer).rejects.toMatchObject({ name: "PutRefused", status });
});

test("without an ETag a part does not count as stored", async () => {
  const { answer, xhr } = start();
  xhr.etag = null;
  xhr.finish(200);
  await expect(answer).rejects.toMatchObject({ name: "PutRefused", status: 200 });
});

test("abort cuts the request and rejects with the signal's reason", async () => {
  const stop = new AbortController();
  const { answer, xhr } = start(stop.signal);
  stop.abort("paused");
  expect(xhr.aborted).toBe(true);
  await expect(answer).rejects.toBe("paused");
});

test("a connection on which nothing moves for a minute is given up as lost", async () => {
  jest.useFakeTimers();
  const { answer, xhr } = start();
  jest.advanceTimersByTime(50_000);
  xhr.upload.onprogress?.({ loaded: 1 });
  jest.advanceTimersByTime(50_000);
  expect(xhr.aborted).toBe(false);
  jest.advanceTimersByTime(10_000);
  await expect(answer).rejects.toMatchObject({ status: 0 });
  jest.useRealTimers();
});
