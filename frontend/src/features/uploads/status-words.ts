/** The state of a transfer in words, for the eye and for the voice. */
import { formatBytes, formatSpeed, formatTimeLeft } from "@/lib/format";
import { percentOf, type TransferSnapshot } from "./engine/transfer-snapshot";

export function statusWords(snapshot: TransferSnapshot): string {
  const percent = `${percentOf(snapshot)} %`;
  switch (snapshot.status) {
    case "queued":
      return "Waiting for its turn";
    case "preparing":
      return "Getting ready…";
    case "uploading":
      return [percent, paceWords(snapshot)].filter(Boolean).join(" · ");
    case "waiting":
      return "No connection. It goes on by itself when the network is back.";
    case "paused":
      return snapshot.sentBytes > 0 ? `Paused at ${percent}` : "Paused";
    case "finishing":
      return "Almost there: putting the parts together…";
    case "done":
      return "Uploaded";
    case "failed":
      return "Stopped";
    case "cancelled":
      return "Cancelled";
  }
}

function paceWords({ speed, secondsLeft }: TransferSnapshot): string {
  const words = [speed ? formatSpeed(speed) : null, secondsLeft === null ? null : formatTimeLeft(secondsLeft)];
  return words.filter(Boolean).join(" · ");
}

export function bytesWords({ sentBytes, totalBytes, status }: TransferSnapshot): string {
  if (status === "done" || sentBytes === 0) return formatBytes(totalBytes);
  return `${formatBytes(sentBytes)} of ${formatBytes(totalBytes)}`;
}

/** For a live region: speaks every tenth of the way, not four times a second. */
export function spokenWords(filename: string, snapshot: TransferSnapshot): string {
  if (snapshot.status === "failed") return `${filename}: ${snapshot.problem ?? "stopped"}`;
  if (snapshot.status !== "uploading") return `${filename}: ${statusWords(snapshot)}`;
  return `${filename}: ${Math.floor(percentOf(snapshot) / 10) * 10} percent uploaded`;
}
