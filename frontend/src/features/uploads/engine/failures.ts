/** What can go wrong while sending, whether trying again can help, and the sentence a person reads. */

export type FailureKind = "network" | "busy" | "signature" | "fatal";

/** Storage answered a PUT with something other than 2xx; status 0 means that nothing answered. */
export class PutRefused extends Error {
  constructor(readonly status: number) {
    super(`storage answered ${status}`);
    this.name = "PutRefused";
  }
}

export class TransferFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    sentence: string,
    readonly status: number = 0,
    /** Seconds the server asked us to wait, where it did. */
    readonly retryAfter: number | null = null,
  ) {
    super(sentence);
    this.name = "TransferFailure";
  }
}

export const SENTENCES = {
  network: "The connection was lost. What was sent is kept: try again to go on from there.",
  busy: "The server is busy and did not take the file. What was sent is kept: try again in a minute.",
  signature: "Storage refused a part of the file again and again. Try again, or choose the file anew.",
  gone: "This upload is no longer there: it was cancelled or has expired. Choose the file again to start over.",
  unreadable: "The file can no longer be read. It may have been moved, changed or unplugged: choose it again.",
  insecure: "Uploading needs a secure connection. Open this site with https:// and try again.",
  loggedOut: "You have been signed out. What was sent is kept: sign in and try again to go on from there.",
  incomplete: "Some parts kept getting lost on the way. Try again to send what is missing.",
  unknown: "Something unexpected stopped the upload. Try again to go on from where it stopped.",
} as const;

interface Answered {
  status: number;
  detail?: string;
  code?: string;
  message?: string;
}

function hasStatus(error: unknown): error is Answered {
  return typeof error === "object" && error !== null && typeof (error as Answered).status === "number";
}

/** Unknown errors from the three places (API, storage, the disk) in one shape. */
export function judge(error: unknown): TransferFailure {
  if (error instanceof TransferFailure) return error;
  if (error instanceof PutRefused) return judgePut(error.status);
  if (hasStatus(error)) return judgeApi(error);
  if (isUnreadable(error)) return new TransferFailure("fatal", SENTENCES.unreadable);
  // fetch reports a dead network as a bare TypeError.
  if (error instanceof TypeError) return new TransferFailure("network", SENTENCES.network);
  return new TransferFailure("fatal", SENTENCES.unknown);
}

function judgePut(status: number): TransferFailure {
  if (status === 0) return new TransferFailure("network", SENTENCES.network);
  // 403 is a signature past its time; S3 says 400 when the signer's own credentials or the checksum expired.
  if (status === 403 || status === 400) return new TransferFailure("signature", SENTENCES.signature, status);
  if (status === 404) return new TransferFailure("fatal", SENTENCES.gone, status);
  if (isPassing(status)) return new TransferFailure("busy", SENTENCES.busy, status);
  return new TransferFailure("fatal", SENTENCES.unknown, status);
}

function judgeApi(problem: Answered): TransferFailure {
  const { status } = problem;
  if (status === 0) return new TransferFailure("network", SENTENCES.network);
  if (status === 401) return new TransferFailure("fatal", SENTENCES.loggedOut, status);
  if (status === 404) return new TransferFailure("fatal", SENTENCES.gone, status);
  const sentence = problem.detail || problem.message || SENTENCES.unknown;
  // A quota does not refill within the time a person waits: say it at once instead of trying on.
  if (problem.code === "quota_exceeded") return new TransferFailure("fatal", sentence, status);
  if (isPassing(status)) return new TransferFailure("busy", SENTENCES.busy, status, retryAfterOf(problem));
  return new TransferFailure("fatal", sentence, status);
}

function isPassing(status: number): boolean {
  return status >= 500 || status === 429 || status === 408;
}

function isUnreadable(error: unknown): boolean {
  const name = (error as { name?: unknown } | null)?.name;
  return name === "NotReadableError" || name === "NotFoundError";
}

/** Missing part numbers of a 409 `parts_missing`, or null for any other error. */
export function missingPartsOf(error: unknown): number[] | null {
  if (!hasStatus(error) || error.status !== 409) return null;
  const missing = field(error, "missing_parts");
  return Array.isArray(missing) ? missing.filter((number) => Number.isInteger(number)) : null;
}

function retryAfterOf(problem: Answered): number | null {
  const seconds = field(problem, "retry_after") ?? field(problem, "retryAfter");
  return typeof seconds === "number" && seconds > 0 ? seconds : null;
}

/** A problem's extension member, whether it lies at the top or under `extras`. */
function field(problem: object, name: string): unknown {
  const direct = (problem as Record<string, unknown>)[name];
  if (direct !== undefined) return direct;
  const nested = (problem as { extras?: unknown }).extras;
  return typeof nested === "object" && nested !== null ? (nested as Record<string, unknown>)[name] : undefined;
}
