/** The checksum that storage compares each part with. */
import { SENTENCES, TransferFailure } from "./failures";

/** SHA-256 of `part` in base64. Reads the part into memory, so call it for one part at a time. */
export async function hashPart(part: Blob): Promise<string> {
  // Browsers hide WebCrypto on plain http pages other than localhost.
  if (!globalThis.crypto?.subtle) throw new TransferFailure("fatal", SENTENCES.insecure);
  const digest = await crypto.subtle.digest("SHA-256", await part.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
