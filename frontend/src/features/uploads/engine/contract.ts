/** What the upload engine knows about the API and asks of the outside world; nothing here runs. */

import type { RequestBody, SignedPart, Upload } from "@/lib/types";

export type { SignedPart, Upload, UploadedPart } from "@/lib/types";

export type UploadPromise = RequestBody<"NewUpload">;
export type PartChecksum = RequestBody<"PartToSign">;
export type PartReceipt = RequestBody<"SentPart">;

/** The HTTP API of /api/uploads. Every call rejects with an object that carries `status` (0 when nothing answered). */
export interface UploadsApi {
  create(promise: UploadPromise, signal?: AbortSignal): Promise<Upload>;
  get(uploadId: string, signal?: AbortSignal): Promise<Upload>;
  sign(uploadId: string, parts: PartChecksum[], signal?: AbortSignal): Promise<SignedPart[]>;
  complete(uploadId: string, parts: PartReceipt[], signal?: AbortSignal): Promise<Upload>;
  cancel(uploadId: string): Promise<void>;
}

export interface PutRequest {
  url: string;
  headers: Record<string, string>;
  body: Blob;
  signal: AbortSignal;
  /** Bytes of this part that have left so far. */
  onProgress: (loaded: number) => void;
}

/** Sends one part to storage; answers with its ETag. */
export type PutPart = (request: PutRequest) => Promise<string>;

/** SHA-256 of a blob, as base64. */
export type HashPart = (part: Blob) => Promise<string>;

/** Time, chance and the network: what tests must be able to rule. */
export interface World {
  now(): number;
  random(): number;
  isOnline(): boolean;
  whenOnline(signal: AbortSignal): Promise<void>;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Which upload belongs to which file, kept over a reload. */
export interface RememberedUploads {
  find(fingerprint: string): string | null;
  fingerprintOf(uploadId: string): string | null;
  keep(fingerprint: string, uploadId: string): void;
  forget(uploadId: string): void;
}

export interface EngineDoors {
  api: UploadsApi;
  put: PutPart;
  hash: HashPart;
  world: World;
  remembered: RememberedUploads;
}
