/** Every file on its way from this tab, one after another; lives outside the pages, so that one can leave /upload. */
import { create } from "zustand";
import { uploadsApi } from "./api";
import { contentTypeOf, titleFrom } from "./check-file";
import type { EngineDoors } from "./engine/contract";
import { hashPart } from "./engine/hash-part";
import { putPart } from "./engine/put-part";
import { fingerprint, rememberedUploads } from "./engine/remembered-uploads";
import { Transfer } from "./engine/transfer";
import { isBusy, isOver, type TransferSnapshot } from "./engine/transfer-snapshot";
import { browserWorld } from "./engine/world";

export interface QueuedUpload {
  key: string;
  filename: string;
  snapshot: TransferSnapshot;
}

interface UploadQueue {
  items: QueuedUpload[];
  /** Uploads that have left the queue for good; a list from the server may still show them for a moment. */
  left: readonly string[];
  /** False when this very file is here already: two cards would share one upload, and cancelling one kill both. */
  add: (file: File) => boolean;
  /** Goes on with an upload that began before a reload; the caller has checked that it is the same file. False as in `add`. */
  addTo: (uploadId: string, file: File) => boolean;
  pause: (key: string) => void;
  resume: (key: string) => void;
  /** Rejects when the server could not be told; the file is paused then. */
  cancel: (key: string) => Promise<void>;
  dismiss: (key: string) => void;
  /** Nobody is signed in any more: what ran stops and says why, and can go on when the same person is back. */
  signedOut: () => void;
  /** Another person has come: the files of the one before are none of theirs. */
  stopAll: () => void;
}

export const browserDoors: EngineDoors = {
  api: uploadsApi,
  put: putPart,
  hash: hashPart,
  world: browserWorld,
  remembered: rememberedUploads(() => window.localStorage),
};

const RUNNING: readonly TransferSnapshot["status"][] = ["preparing", "uploading", "waiting", "finishing"];

export function uploadQueue(doors: EngineDoors) {
  const transfers = new Map<string, Transfer>();
  let count = 0;

  return create<UploadQueue>()((set, get) => {
    const show = (key: string, snapshot: TransferSnapshot) =>
      set(({ items }) => ({ items: items.map((item) => (item.key === key ? { ...item, snapshot } : item)) }));

    /** Starts the first in line when nothing is under way: two files at once would only halve each other's speed. */
    const startNext = () => {
      const { items } = get();
      if (items.some(({ snapshot }) => RUNNING.includes(snapshot.status))) return;
      const next = items.find(({ snapshot }) => snapshot.status === "queued");
      if (next) void transfers.get(next.key)?.start().then(startNext);
    };

    const take = (key: string) => {
      transfers.delete(key);
      set(({ items }) => ({ items: items.filter((item) => item.key !== key) }));
    };

    /** Whether a card stands in the way of this file; one that has failed gives way, as it may ask for the file again. */
    const isTaken = (file: File): boolean => {
      const print = fingerprint(file);
      const twin = [...transfers].find(([, { file: its, snapshot }]) => !isOver(snapshot.status) && fingerprint(its) === print);
      if (twin?.[1].snapshot.status === "failed") take(twin[0]);
      return twin !== undefined && transfers.has(twin[0]);
    };

    const enter = (file: File, uploadId: string | null) => {
      if (isTaken(file)) return false;
      const key = `file-${(count += 1)}`;
      const promise = { filename: file.name, size: file.size, content_type: contentTypeOf(file), title: titleFrom(file.name) };
      const transfer = new Transfer(file, promise, doors, (snapshot) => show(key, snapshot), uploadId);
      transfers.set(key, transfer);
      set(({ items }) => ({ items: [...items, { key, filename: file.name, snapshot: transfer.snapshot }] }));
      startNext();
      return true;
    };

    const leave = (key: string) => {
      const gone = transfers.get(key)?.snapshot.uploadId ?? [];
      take(key);
      set(({ left }) => ({ left: left.concat(gone) }));
    };

    return {
      items: [],
      left: [],
      add: (file) => enter(file, null),
      addTo: (uploadId, file) => enter(file, uploadId),
      pause: (key) => {
        const transfer = transfers.get(key);
        if (transfer?.snapshot.status === "queued") transfer.hold();
        else void transfer?.pause();
      },
      resume: (key) => {
        transfers.get(key)?.enqueue();
        startNext();
      },
      cancel: async (key) => {
        await transfers.get(key)?.cancel();
        leave(key);
        startNext();
      },
      dismiss: leave,
      signedOut: () => transfers.forEach((transfer) => void transfer.signedOut()),
      stopAll: () => {
        transfers.forEach((transfer) => void transfer.pause());
        transfers.clear();
        set({ items: [], left: [] });
      },
    };
  });
}

export const useUploadQueue = uploadQueue(browserDoors);

/** Something would be lost if this tab closed now. */
export function isUnderWay(items: readonly QueuedUpload[]): boolean {
  return items.some(({ snapshot }) => isBusy(snapshot.status));
}

export function isFinished(item: QueuedUpload): boolean {
  return isOver(item.snapshot.status);
}
