/** One file on its way: open or find the upload, send what storage lacks, complete; pause, resume, cancel at any moment. */
import type { EngineDoors, Upload, UploadPromise } from "./contract";
import { judge, missingPartsOf, SENTENCES, TransferFailure } from "./failures";
import { persist } from "./persist";
import { missingParts, trustedParts } from "./plan";
import { fingerprint } from "./remembered-uploads";
import { sendParts } from "./send-parts";
import { TransferProgress } from "./transfer-progress";
import { freshSnapshot, isBusy, isOver, type TransferSnapshot } from "./transfer-snapshot";

/** How often storage may say "parts missing" before a person is asked. */
const MOST_ROUNDS = 5;
/** Four a second is live to the eye and cheap to render. */
const EMIT_MS = 250;

export class Transfer {
  private now: TransferSnapshot;
  private run: { stop: AbortController; ended: Promise<void> } | null = null;
  private lastEmit = -Infinity;
  private readonly progress: TransferProgress;

  constructor(
    readonly file: File,
    private readonly promise: UploadPromise,
    private readonly doors: EngineDoors,
    private readonly onChange: (snapshot: TransferSnapshot) => void,
    /** An upload to go on with; without it the remembered one, else a new one. */
    private uploadId: string | null = null,
  ) {
    this.progress = new TransferProgress(doors.world);
    this.now = freshSnapshot(file.size, uploadId);
  }

  get snapshot(): TransferSnapshot {
    return this.now;
  }

  /** Starts, resumes or tries again. Resolves when the run has ended for whatever reason; never rejects. */
  start(): Promise<void> {
    if (this.run) return this.run.ended;
    if (isOver(this.now.status)) return Promise.resolve();
    const stop = new AbortController();
    this.set({ status: "preparing", problem: null });
    const ended = this.road(stop.signal)
      .catch((error: unknown) => this.settle(error, stop.signal))
      .finally(() => {
        this.run = null;
      });
    this.run = { stop, ended };
    return ended;
  }

  /** Parts that are on their way are given up; parts that storage has are kept. */
  async pause(): Promise<void> {
    // While finishing, every byte is there: stopping would save nothing and could confuse.
    if (!this.run || this.now.status === "finishing") return;
    this.run.stop.abort("paused");
    await this.run.ended;
  }

  /** Back into the line, from pause or failure; `start` is called when it is its turn. */
  enqueue(): void {
    if (!this.run && !isOver(this.now.status)) this.set({ status: "queued", problem: null });
  }

  /** Out of the line before it was its turn. */
  hold(): void {
    if (this.now.status === "queued") this.set({ status: "paused" });
  }

  /** Stops because nobody is signed in any more, and says so; what was paused or over stays as it is. */
  async signedOut(): Promise<void> {
    if (!isBusy(this.now.status)) return;
    this.hold();
    await this.pause();
    if (this.now.status === "paused") this.set({ status: "failed", problem: SENTENCES.loggedOut });
  }

  /** Stops and removes the upload and its video. Rejects if the server could not be told; then it is only paused. */
  async cancel(): Promise<void> {
    if (isOver(this.now.status)) return;
    this.hold();
    this.run?.stop.abort("cancelled");
    await this.run?.ended;
    if (this.uploadId) {
      await this.doors.api.cancel(this.uploadId).catch(ignoreGone);
      this.doors.remembered.forget(this.uploadId);
    }
    this.set({ status: "cancelled", problem: null, speed: null, secondsLeft: null });
  }

  private async road(signal: AbortSignal): Promise<void> {
    const upload = await this.open(signal);
    if (upload.state === "uploading") await this.deliver(upload, signal);
    this.doors.remembered.forget(upload.upload_id);
    this.set({ status: "done", sentBytes: this.file.size, speed: null, secondsLeft: 0 });
  }

  /** The upload to go on with, asked for afresh: storage knows better than we do which parts it has. */
  private async open(signal: AbortSignal): Promise<Upload> {
    const print = fingerprint(this.file);
    const known = this.uploadId ?? this.doors.remembered.find(print);
    const upload = (known && (await this.find(known, signal))) || (await this.create(signal));
    this.uploadId = upload.upload_id;
    this.doors.remembered.keep(print, upload.upload_id);
    this.set({ uploadId: upload.upload_id, videoId: upload.video_id });
    return upload;
  }

  private async find(uploadId: string, signal: AbortSignal): Promise<Upload | null> {
    try {
      const upload = await this.patiently((at) => this.doors.api.get(uploadId, at), signal);
      // Any other state but "uploading" means that the file arrived.
      if (upload.state !== "failed") return upload;
    } catch (error) {
      if (judge(error).status !== 404) throw error;
    }
    this.doors.remembered.forget(uploadId);
    // Asked for by name, it must not quietly become another upload with other details.
    if (this.uploadId === uploadId) throw new TransferFailure("fatal", SENTENCES.gone, 404);
    return null;
  }

  private create(signal: AbortSignal): Promise<Upload> {
    // The answer is awaited even when paused meanwhile: dropping it would leave an upload that nobody remembers.
    return this.patiently(async () => {
      const upload = await this.doors.api.create(this.promise);
      this.uploadId = upload.upload_id;
      this.doors.remembered.keep(fingerprint(this.file), upload.upload_id);
      return upload;
    }, signal);
  }

  private async deliver(upload: Upload, signal: AbortSignal): Promise<void> {
    const done = trustedParts(upload, upload.uploaded_parts);
    this.progress.begin(upload, done.keys());
    this.set({ status: "uploading", resumed: done.size > 0, ...this.progress.figures() });
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      await this.send(upload, done, signal);
      const lost = await this.complete(upload, done, signal);
      if (lost.length === 0) return;
      lost.forEach((number) => done.delete(number));
      this.progress.begin(upload, done.keys());
    }
    throw new TransferFailure("fatal", SENTENCES.incomplete, 409);
  }

  private send(upload: Upload, done: Map<number, string>, signal: AbortSignal): Promise<void> {
    const { doors, file } = this;
    return sendParts({
      ...{ file, upload, doors, signal, numbers: missingParts(upload, done) },
      onProgress: (number, loaded) => {
        this.progress.moved(number, loaded);
        if (loaded > 0) this.tick();
      },
      onStored: (number, etag) => {
        done.set(number, etag);
        this.progress.stored(number);
        this.tick();
      },
      onTrouble: (failure) => this.trouble(failure),
    });
  }

  /** Part numbers that storage says it lacks; empty when it is complete. */
  private async complete(upload: Upload, done: Map<number, string>, signal: AbortSignal): Promise<number[]> {
    this.set({ status: "finishing", ...this.progress.figures(), speed: null, secondsLeft: null });
    const parts = [...done].sort(([a], [b]) => a - b).map(([number, etag]) => ({ number, etag }));
    try {
      await this.patiently((at) => this.doors.api.complete(upload.upload_id, parts, at), signal);
      return [];
    } catch (error) {
      const lost = missingPartsOf(error);
      if (!lost?.length) throw error;
      this.set({ status: "uploading" });
      return lost;
    }
  }

  private patiently<T>(call: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    const onTrouble = (failure: TransferFailure) => this.trouble(failure);
    return persist(() => call(signal), { world: this.doors.world, signal, onTrouble });
  }

  private trouble(failure: TransferFailure): void {
    if (failure.kind !== "network" || this.now.status === "finishing") return;
    this.progress.stalled();
    this.set({ status: "waiting", speed: null, secondsLeft: null });
  }

  private tick(): void {
    const at = this.doors.world.now();
    const back = this.now.status === "waiting";
    if (!back && at - this.lastEmit < EMIT_MS) return;
    this.lastEmit = at;
    this.set({ status: "uploading", ...this.progress.figures() });
  }

  private settle(error: unknown, signal: AbortSignal): void {
    const still = { speed: null, secondsLeft: null };
    if (signal.aborted) return this.set({ status: "paused", ...still });
    // A part's own message may be about that part; what a person needs to know is what to do.
    this.set({ status: "failed", problem: judge(error).message, ...still });
  }

  private set(change: Partial<TransferSnapshot>): void {
    this.now = { ...this.now, ...change };
    this.onChange(this.now);
  }
}

function ignoreGone(error: unknown): void {
  if (judge(error).status !== 404) throw error;
}
