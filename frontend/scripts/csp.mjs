// Writes a strict Content-Security-Policy into every exported page: inline scripts run only by their hash.
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const OUT = join(import.meta.dirname, "..", "out");

// Uploads go straight to S3: whoever builds for AWS names its hosts, else it is the emulator's port on this laptop.
const LAPTOP = "http://127.0.0.1:* http://localhost:* http://*.localhost:*";
const CONNECT = `'self' ${process.env.FOOTLIGHT_CONNECT_SRC || LAPTOP}`;

function policy(hashes) {
  return [
    "default-src 'self'",
    `script-src 'self' ${hashes.join(" ")}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    "font-src 'self'",
    `connect-src ${CONNECT}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join("; ");
}

function inlineHashes(html) {
  const hashes = new Set();
  for (const [, attributes, body] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
    if (/\bsrc=/.test(attributes) || body === "") continue;
    hashes.add(`'sha256-${createHash("sha256").update(body, "utf8").digest("base64")}'`);
  }
  return [...hashes];
}

async function protect(file) {
  const html = await readFile(file, "utf8");
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy(inlineHashes(html))}"/>`;
  const clean = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  // After the charset, which browsers look for in the first 1024 bytes only; before anything that loads.
  const charset = /<meta charset="utf-8"\s*\/?>/i;
  if (!charset.test(clean)) throw new Error(`${file} names no charset: the policy has nowhere to go`);
  const head = clean.replace(charset, "");
  await writeFile(file, head.replace("<head>", `<head><meta charset="utf-8"/>${meta}`));
}

const names = await readdir(OUT, { recursive: true });
const files = names.filter((name) => name.endsWith(".html")).map((name) => join(OUT, name));
await Promise.all(files.map(protect));
console.log(`csp: ${files.length} pages`);
