/** Sends the missing parts over a few parallel lanes; each part is retried by itself. */
import type { EngineDoors, SignedPart, Upload } from "./contract";
import { judge, type TransferFailure } from "./failures";
import { PartSigner } from "./part-signer";
import { persist, type PersistOptions } from "./persist";

export const LANES = 4;

export interface SendJob {
  file: Blob;
  upload: Upload;
  numbers: number[];
  doors: EngineDoors;
  signal: AbortSignal;
  /** Bytes of the part on its way; 0 when it starts over. */
  onProgress: (number: number, loaded: number) => void;
  onStored: (number: number, etag: string) => void;
  onTrouble: (failure: TransferFailure) => void;
}

/** Resolves when every part is stored. The first failure that cannot pass stops all lanes and rejects. */
export async function sendParts(job: SendJob): Promise<void> {
  const halt = new AbortController();
  const relay = () => halt.abort(job.signal.reason);
  if (job.signal.aborted) relay();
  job.signal.addEventListener("abort", relay, { once: true });
  const patience = { world: job.doors.world, signal: halt.signal, onTrouble: job.onTrouble };
  const signer = new PartSigner(job.file, job.upload, [...job.numbers], job.doors, patience);
  const lanes = Array.from({ length: Math.min(LANES, job.numbers.length) }, () => lane(job, signer, patience));
  try {
    await Promise.all(lanes);
  } catch (error) {
    halt.abort(error);
    await Promise.allSettled(lanes);
    throw error;
  } finally {
    job.signal.removeEventListener("abort", relay);
  }
}

async function lane(job: SendJob, signer: PartSigner, patience: PersistOptions): Promise<void> {
  for (let part = await signer.next(); part; part = await signer.next()) {
    await sendPart(part, job, signer, patience);
  }
}

async function sendPart(first: SignedPart, job: SendJob, signer: PartSigner, patience: PersistOptions) {
  const { number } = first;
  let signed = first;
  let stale = false;
  const etag = await persist(async () => {
    if (stale) signed = await signer.again(number);
    stale = false;
    try {
      return await put(signed, job, signer, patience.signal);
    } catch (error) {
      job.onProgress(number, 0);
      stale = judge(error).kind === "signature";
      throw error;
    }
  }, patience);
  job.onStored(number, etag);
}

function put(signed: SignedPart, job: SendJob, signer: PartSigner, signal: AbortSignal): Promise<string> {
  return job.doors.put({
    url: signed.url,
    headers: signed.headers,
    body: signer.body(signed.number),
    signal,
    onProgress: (loaded) => job.onProgress(signed.number, loaded),
  });
}
