/** For tests: an upload API, a storage and a network that fail when told to. */
import type { EngineDoors, PutRequest, RememberedUploads, Upload, World } from "./contract";
import { PutRefused } from "./failures";

export const MIB = 1024 * 1024;
type PutRule = (number: number, request: PutRequest, nth: number) => Promise<void> | void;

export class FakeCloud {
  uploads = new Map<string, Upload>();
  stored = new Map<number, Blob>();
  puts: number[] = [];
  signedBatches: number[][] = [];
  completed: number[][] = [];
  cancelled: string[] = [];
  online = true;
  slept: number[] = [];
  hashing = 0;
  mostHashing = 0;
  inFlight = 0;
  mostInFlight = 0;
  /** Runs before a PUT is taken; may wait or throw. */
  putRule: PutRule = () => undefined;
  completeRule: (nth: number) => void = () => undefined;
  createRule: () => Promise<void> | void = () => undefined;
  remembered = memory();
  private clock = 0;
  private wakers = new Set<() => void>();

  constructor(readonly partSize = 10) {}

  readonly world: World = {
    now: () => (this.clock += 100),
    random: () => 0.5,
    isOnline: () => this.online,
    whenOnline: (signal) =>
      new Promise((resolve, reject) => {
        if (this.online) return resolve();
        this.wakers.add(resolve);
        signal.addEventListener("abort", () => reject(signal.reason));
      }),
    sleep: async (milliseconds) => void this.slept.push(milliseconds),
  };

  comeBack(): void {
    this.online = true;
    this.wakers.forEach((wake) => wake());
  }

  doors(): EngineDoors {
    return {
      world: this.world,
      remembered: this.remembered,
      hash: async (part) => {
        this.mostHashing = Math.max(this.mostHashing, (this.hashing += 1));
        const bytes = await part.arrayBuffer();
        this.hashing -= 1;
        return `sum-${bytes.byteLength}`;
      },
      put: (request) => this.put(request),
      api: {
        create: async (promise) => {
          await this.createRule();
          return this.open(`up-${this.uploads.size + 1}`, promise.filename, promise.size);
        },
        get: async (id) => ({ ...this.find(id), uploaded_parts: this.parts() }),
        sign: async (id, parts) => {
          this.find(id);
          this.signedBatches.push(parts.map((part) => part.number));
          return parts.map(({ number, checksum_sha256 }) => ({
            number,
            url: `https://storage.test/${id}/${number}`,
            headers: { "x-amz-checksum-sha256": checksum_sha256 },
          }));
        },
        complete: async (id, parts) => {
          this.completeRule(this.completed.push(parts.map((part) => part.number)));
          const missing = this.numbers().filter((number) => !this.stored.has(number));
          if (missing.length) throw { status: 409, code: "parts_missing", missing_parts: missing };
          return Object.assign(this.find(id), { state: "uploaded" });
        },
        cancel: async (id) => void this.cancelled.push(id),
      },
    };
  }

  open(id: string, filename: string, size: number): Upload {
    const upload: Upload = {
      ...{ upload_id: id, video_id: id, filename, size, content_type: "video/mp4", state: "uploading" },
      ...{ part_size: this.partSize, part_count: Math.ceil(size / this.partSize), uploaded_parts: [] },
      ...{ expires_at: "2026-11-29T00:00:00Z", created_at: "2026-11-22T00:00:00Z" },
    };
    this.uploads.set(id, upload);
    return upload;
  }

  private async put(request: PutRequest): Promise<string> {
    const number = Number(request.url.split("/").pop());
    this.puts.push(number);
    const nth = this.puts.filter((each) => each === number).length;
    this.mostInFlight = Math.max(this.mostInFlight, (this.inFlight += 1));
    try {
      await Promise.resolve();
      if (!this.online) throw new PutRefused(0);
      request.onProgress(Math.floor(request.body.size / 2));
      await this.putRule(number, request, nth);
      if (request.signal.aborted) throw request.signal.reason;
      this.stored.set(number, request.body);
      return `etag-${number}-${nth}`;
    } finally {
      this.inFlight -= 1;
    }
  }

  private find(id: string): Upload {
    const upload = this.uploads.get(id);
    if (!upload) throw { status: 404, code: "not_found" };
    return upload;
  }

  private numbers(): number[] {
    const count = [...this.uploads.values()].at(-1)?.part_count ?? 0;
    return Array.from({ length: count }, (_, index) => index + 1);
  }

  private parts() {
    return [...this.stored].map(([number, body]) => ({ number, etag: `etag-${number}`, size: body.size }));
  }
}

/** Resolves when the signal aborts, as an XHR that is cut off does. */
export function cutOff(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
}

function memory(): RememberedUploads & { entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    find: (print) => entries.get(print) ?? null,
    fingerprintOf: (id) => [...entries].find(([, each]) => each === id)?.[0] ?? null,
    keep: (print, id) => void entries.set(print, id),
    forget: (id) => entries.forEach((each, print) => each === id && entries.delete(print)),
  };
}
