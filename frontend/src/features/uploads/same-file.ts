/** Whether a chosen file is the one that an unfinished upload began with. */
import { formatBytes } from "@/lib/format";
import type { Upload } from "@/lib/types";
import { fingerprint } from "./engine/remembered-uploads";

/**
 * Null when it is; else a sentence. `remembered` is the fingerprint this browser kept, if any:
 * on another device only name and size can be compared.
 */
export function differenceOf(file: File, upload: Upload, remembered: string | null): string | null {
  if (file.size !== upload.size) {
    return `That is another file: this upload began with “${upload.filename}” of ${formatBytes(upload.size)}, and the one you chose has ${formatBytes(file.size)}.`;
  }
  if (remembered) return remembered === fingerprint(file) ? null : changed(upload);
  return file.name === upload.filename ? null : `That is another file: this upload began with “${upload.filename}”.`;
}

function changed(upload: Upload): string {
  return `“${upload.filename}” has been changed or renamed since the upload began, so its parts no longer fit together. Discard this upload and start over.`;
}
