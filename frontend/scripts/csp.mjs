// Writes a strict Content-Security-Policy into every exported page: inline scripts run only by their hash.
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const OUT = join(import.meta.dirname, "..", "out");

// Uploads go straight to S3: on AWS below amazonaws.com, on a laptop to the emulator's port.
const CONNECT = ["'self'", "https://*.amazonaws.com", "http://127.0.0.1:*", "http://localhost:*", "http://*.localhost:*"];

function policy(hashes) {
  return [
    "default-src 'self'",
    `script-src 'self' ${hashes.join(" ")}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    "font-src 'self'",
    `connect-src ${CONNECT.join(" ")}`,
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
  if (!html.includes("<head>")) throw new Error(`${file} has no <head>: the policy has nowhere to go`);
  const clean = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  await writeFile(file, clean.replace("<head>", `<head>${meta}`));
}

const names = await readdir(OUT, { recursive: true });
const files = names.filter((name) => name.endsWith(".html")).map((name) => join(OUT, name));
await Promise.all(files.map(protect));
console.log(`csp: ${files.length} pages`);
