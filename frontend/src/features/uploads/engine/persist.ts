/** Trying again: what can pass is retried with jittered exponential backoff, what cannot is not. */
import type { World } from "./contract";
import { judge, type TransferFailure } from "./failures";

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/** About two minutes of trying before a person is asked. */
export const MOST_TRIES = 9;

/** Milliseconds to wait after failure number `tries` (from 1): doubling, and half of it left to chance. */
export function backoff(tries: number, random: number): number {
  const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (tries - 1));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}

export interface PersistOptions {
  world: World;
  signal: AbortSignal;
  onTrouble?: (failure: TransferFailure) => void;
}

/** Runs `attempt` until it succeeds, its signal aborts, or trying again cannot help (then its own error). */
export async function persist<T>(attempt: () => Promise<T>, options: PersistOptions): Promise<T> {
  const { world, signal, onTrouble } = options;
  let tries = 0;
  for (;;) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      const failure = judge(error);
      const offline = failure.kind === "network" && !world.isOnline();
      // Time spent in a tunnel is nobody's fault: it costs no try.
      if (!offline) tries += 1;
      if (failure.kind === "fatal" || tries >= MOST_TRIES) throw error;
      onTrouble?.(failure);
      await (offline ? world.whenOnline(signal) : rest(failure, tries, world, signal));
    }
  }
}

function rest(failure: TransferFailure, tries: number, world: World, signal: AbortSignal): Promise<void> {
  const asked = (failure.retryAfter ?? 0) * 1000;
  return world.sleep(Math.max(asked, backoff(tries, world.random())), signal);
}
