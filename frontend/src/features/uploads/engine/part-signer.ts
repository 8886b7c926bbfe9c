/** Hashes parts one after another and has them signed in batches, a little ahead of the lanes that send them. */
import type { EngineDoors, PartChecksum, SignedPart, Upload } from "./contract";
import { SENTENCES, TransferFailure } from "./failures";
import { partRange } from "./plan";
import { persist, type PersistOptions } from "./persist";

/** The first batch is just what the lanes need, so that bytes move soon; later ones save round trips. */
const FIRST_BATCH = 4;
const BATCH = 12;
const LOW_WATER = 4;

export class PartSigner {
  private ready: SignedPart[] = [];
  private refilling: Promise<void> | null = null;
  private failure: unknown = null;
  private batch = FIRST_BATCH;

  constructor(
    private readonly file: Blob,
    private readonly upload: Upload,
    private readonly waiting: number[],
    private readonly doors: EngineDoors,
    private readonly patience: PersistOptions,
  ) {}

  /** The next part that may be sent, or null when all have been handed out. */
  async next(): Promise<SignedPart | null> {
    while (this.ready.length === 0) {
      if (this.failure) throw this.failure;
      if (this.waiting.length === 0 && !this.refilling) return null;
      await this.refill();
    }
    const part = this.ready.shift() ?? null;
    if (this.ready.length < LOW_WATER && this.waiting.length > 0) void this.refill();
    return part;
  }

  /** A fresh signature for a part whose old one was refused; hashed anew, in case the checksum was the reason. */
  async again(number: number): Promise<SignedPart> {
    const [signed] = await this.sign([number]);
    if (!signed) throw new TransferFailure("signature", SENTENCES.signature);
    return signed;
  }

  body(number: number): Blob {
    const { start, end } = partRange(this.upload, number);
    return this.file.slice(start, end);
  }

  /** Never rejects: a failure is kept for whoever asks for the next part. */
  private refill(): Promise<void> {
    this.refilling ??= this.signBatch()
      .catch((error: unknown) => {
        this.failure = error;
      })
      .finally(() => {
        this.refilling = null;
      });
    return this.refilling;
  }

  private async signBatch(): Promise<void> {
    const numbers = this.waiting.splice(0, this.batch);
    this.batch = BATCH;
    this.ready.push(...(await this.sign(numbers)));
  }

  private async sign(numbers: number[]): Promise<SignedPart[]> {
    const checksums: PartChecksum[] = [];
    for (const number of numbers) {
      this.patience.signal.throwIfAborted();
      // One at a time: a part lies in memory only while it is hashed; the PUT itself streams from the disk.
      checksums.push({ number, checksum_sha256: await this.doors.hash(this.body(number)) });
    }
    const { signal } = this.patience;
    return persist(() => this.doors.api.sign(this.upload.upload_id, checksums, signal), this.patience);
  }
}
