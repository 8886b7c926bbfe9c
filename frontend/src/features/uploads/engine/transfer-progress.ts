/** Counts the bytes of a transfer: those that are stored, those on their way, and how fast they go. */
import type { Upload, World } from "./contract";
import { bytesOf, partBytes } from "./plan";
import { SpeedMeter } from "./speed-meter";

type Layout = Pick<Upload, "size" | "part_size" | "part_count">;

export interface Figures {
  sentBytes: number;
  speed: number | null;
  secondsLeft: number | null;
}

export class TransferProgress {
  private layout: Layout = { size: 0, part_size: 0, part_count: 0 };
  private storedBytes = 0;
  private readonly onTheWay = new Map<number, number>();
  private readonly meter = new SpeedMeter();

  constructor(private readonly world: Pick<World, "now">) {}

  /** A new run: `stored` are the parts that storage already has. */
  begin(layout: Layout, stored: Iterable<number>): void {
    this.layout = layout;
    this.storedBytes = bytesOf(layout, stored);
    this.onTheWay.clear();
    this.stalled();
  }

  moved(number: number, loaded: number): void {
    // Some browsers count headers in; a part must never look longer than it is.
    this.onTheWay.set(number, Math.min(loaded, partBytes(this.layout, number)));
    this.sample();
  }

  stored(number: number): void {
    this.onTheWay.delete(number);
    this.storedBytes += partBytes(this.layout, number);
    this.sample();
  }

  /** The network is gone or was away: the seconds without it say nothing about its speed. */
  stalled(): void {
    this.meter.reset();
    this.sample();
  }

  figures(): Figures {
    return {
      sentBytes: this.sent(),
      speed: this.meter.bytesPerSecond(),
      secondsLeft: this.meter.secondsLeft(this.layout.size),
    };
  }

  private sample(): void {
    this.meter.record(this.world.now(), this.sent());
  }

  private sent(): number {
    let bytes = this.storedBytes;
    for (const loaded of this.onTheWay.values()) bytes += loaded;
    return bytes;
  }
}
