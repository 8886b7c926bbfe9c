/** Remembers over a reload which file belongs to which unfinished upload. */
import type { RememberedUploads } from "./contract";

const KEY = "footlight.uploads";
/** The server forgets sooner than this; older entries are only litter. */
const LONGEST_MS = 14 * 24 * 60 * 60 * 1000;

interface Entry {
  upload_id: string;
  kept_at: number;
}

/** The same file chosen twice gives the same words; an edited one does not. */
export function fingerprint(file: Pick<File, "name" | "size" | "lastModified">): string {
  return `${file.name}:${file.size}:${file.lastModified}`;
}

export function rememberedUploads(storage: () => Storage, now: () => number = Date.now): RememberedUploads {
  const read = () => parse(attempt(() => storage().getItem(KEY)), now());
  const write = (entries: Map<string, Entry>) =>
    attempt(() => storage().setItem(KEY, JSON.stringify(Object.fromEntries(entries))));
  return {
    find: (print) => read().get(print)?.upload_id ?? null,
    fingerprintOf: (uploadId) => {
      for (const [print, entry] of read()) if (entry.upload_id === uploadId) return print;
      return null;
    },
    keep: (print, uploadId) => write(read().set(print, { upload_id: uploadId, kept_at: now() })),
    forget: (uploadId) => write(new Map([...read()].filter(([, entry]) => entry.upload_id !== uploadId))),
  };
}

function parse(text: string | null | undefined, now: number): Map<string, Entry> {
  const value = attempt(() => JSON.parse(text || "{}") as unknown);
  if (typeof value !== "object" || value === null) return new Map();
  const entries = Object.entries(value as Record<string, Entry | null>);
  return new Map(
    entries.filter((pair): pair is [string, Entry] => {
      const entry = pair[1];
      return typeof entry?.upload_id === "string" && now - entry.kept_at < LONGEST_MS;
    }),
  );
}

/** Storage may be full, blocked or hand-edited. Resuming is a comfort: losing it must not stop an upload. */
function attempt<T>(action: () => T): T | null {
  try {
    return action();
  } catch {
    return null;
  }
}
