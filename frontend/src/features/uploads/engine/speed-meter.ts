/** Bytes per second over the last seconds, so that one slow or quick part does not make the time left jump. */

const WINDOW_MS = 12_000;
const SHORTEST_MS = 800;

interface Sample {
  at: number;
  bytes: number;
}

export class SpeedMeter {
  private samples: Sample[] = [];

  /** Call on every start and resume: time spent paused is not slowness. */
  reset(): void {
    this.samples = [];
  }

  /** `bytes` is the running total. A total that falls (a part that failed) starts the window anew. */
  record(at: number, bytes: number): void {
    const last = this.samples.at(-1);
    if (last && bytes < last.bytes) this.reset();
    this.samples.push({ at, bytes });
    while (this.samples.length > 2 && at - (this.samples[0]?.at ?? at) > WINDOW_MS) this.samples.shift();
  }

  /** Null until there is enough to say anything honest. */
  bytesPerSecond(): number | null {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (!first || !last || last.at - first.at < SHORTEST_MS) return null;
    return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
  }

  secondsLeft(total: number): number | null {
    const speed = this.bytesPerSecond();
    const last = this.samples.at(-1);
    if (!speed || !last) return null;
    return Math.max(0, total - last.bytes) / speed;
  }
}
