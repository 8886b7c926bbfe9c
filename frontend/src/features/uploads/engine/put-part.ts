/** One PUT to storage. XMLHttpRequest, because fetch still cannot report how much of a body has left. */
import type { PutRequest } from "./contract";
import { PutRefused } from "./failures";

/** A part that moves no byte for this long is on a dead connection that nobody told us about. */
const STALL_MS = 60_000;

/** Answers with the part's ETag; rejects with PutRefused(status), or the signal's reason when aborted. */
export function putPart(request: PutRequest): Promise<string> {
  const { url, headers, body, signal, onProgress } = request;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const xhr = new XMLHttpRequest();
    const watchdog = stallWatchdog(() => xhr.abort());
    const abort = () => xhr.abort();
    signal.addEventListener("abort", abort, { once: true });
    xhr.open("PUT", url);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = (event) => {
      watchdog.seen();
      onProgress(event.loaded);
    };
    xhr.onloadend = () => {
      watchdog.stop();
      signal.removeEventListener("abort", abort);
      if (signal.aborted) return reject(signal.reason);
      const etag = xhr.status >= 200 && xhr.status < 300 ? xhr.getResponseHeader("ETag") : null;
      if (etag) resolve(etag);
      else reject(new PutRefused(xhr.status));
    };
    watchdog.seen();
    xhr.send(body);
  });
}

function stallWatchdog(onStall: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  const seen = () => {
    stop();
    timer = setTimeout(onStall, STALL_MS);
  };
  return { seen, stop };
}
