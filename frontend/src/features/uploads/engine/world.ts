/** The real clock, chance and network of a browser. */
import type { World } from "./contract";

export const browserWorld: World = {
  now: () => performance.now(),
  random: () => Math.random(),
  // Some browsers cannot tell; then we try and let the failure speak.
  isOnline: () => navigator.onLine !== false,
  whenOnline: (signal) => (navigator.onLine ? Promise.resolve() : untilEvent("online", signal)),
  sleep,
};

/** Ends early when the network comes back: there is no reason to sit out a long backoff then. */
function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  const early = new AbortController();
  const relay = () => early.abort(signal.reason);
  signal.addEventListener("abort", relay, { once: true });
  return new Promise<void>((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const timer = setTimeout(resolve, milliseconds);
    untilEvent("online", early.signal).then(resolve, reject);
    early.signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  }).finally(() => {
    signal.removeEventListener("abort", relay);
    early.abort();
  });
}

function untilEvent(name: "online", signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const heard = () => {
      signal.removeEventListener("abort", stopped);
      resolve();
    };
    const stopped = () => {
      window.removeEventListener(name, heard);
      reject(signal.reason);
    };
    window.addEventListener(name, heard, { once: true });
    signal.addEventListener("abort", stopped, { once: true });
  });
}
