/** What a transfer tells the page about itself. */

export type TransferStatus =
  | "queued"
  | "preparing"
  | "uploading"
  | "waiting"
  | "paused"
  | "finishing"
  | "done"
  | "failed"
  | "cancelled";

export interface TransferSnapshot {
  status: TransferStatus;
  uploadId: string | null;
  videoId: string | null;
  totalBytes: number;
  sentBytes: number;
  /** Bytes per second; null while it cannot be told. */
  speed: number | null;
  secondsLeft: number | null;
  /** A sentence when status is `failed`. */
  problem: string | null;
  /** True when some of the file was already in storage. */
  resumed: boolean;
}

export function freshSnapshot(totalBytes: number, uploadId: string | null): TransferSnapshot {
  return {
    status: "queued",
    uploadId,
    videoId: uploadId,
    totalBytes,
    sentBytes: 0,
    speed: null,
    secondsLeft: null,
    problem: null,
    resumed: false,
  };
}

/** Something would be lost if the page went away now. */
export function isBusy(status: TransferStatus): boolean {
  return ["queued", "preparing", "uploading", "waiting", "finishing"].includes(status);
}

export function isOver(status: TransferStatus): boolean {
  return status === "done" || status === "cancelled";
}

export function percentOf(snapshot: Pick<TransferSnapshot, "sentBytes" | "totalBytes">): number {
  if (snapshot.totalBytes === 0) return 0;
  return Math.min(100, Math.floor((100 * snapshot.sentBytes) / snapshot.totalBytes));
}
