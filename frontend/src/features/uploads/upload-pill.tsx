"use client";

import { CircleAlert, CloudUpload, Pause, WifiOff } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { ProgressBar } from "@/components/ui/progress-bar";
import { useSession } from "@/lib/session";
import { pages } from "@/lib/urls";
import { percentOf, type TransferStatus } from "./engine/transfer-snapshot";
import { isFinished, useUploadQueue, type QueuedUpload } from "./upload-queue";
import { useUploadGuard } from "./use-upload-guard";

/** Uploads go on while one looks at other pages: this stays in the corner and leads back. Once, in the layout. */
export function UploadPill() {
  useUploadGuard();
  const path = usePathname();
  // What the person before was uploading is not for whoever sits here now.
  const anonymous = useSession((state) => state.status === "anonymous");
  const items = useUploadQueue((queue) => queue.items).filter((item) => !isFinished(item));
  if (anonymous || path === pages.upload || items.length === 0) return null;
  const shown = mostTelling(items);
  const percent = percentOf(total(items));
  const { icon: Icon, words } = look(shown.snapshot.status, percent, items.length);
  return (
    <Link
      href={pages.upload}
      className="fixed inset-x-3 bottom-[calc(4.25rem+env(safe-area-inset-bottom))] z-30 flex animate-rise items-center gap-3 rounded-2xl border bg-surface px-4 py-3 shadow-overlay hover:bg-raised sm:left-auto sm:right-6 sm:w-80 md:bottom-6"
    >
      <Icon aria-hidden className="size-5 shrink-0 text-accent-ink" />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-3 text-sm">
          <span className="truncate font-medium text-ink">{items.length > 1 ? `${items.length} uploads` : shown.filename}</span>
          <span className="shrink-0 tabular-nums text-muted">{words}</span>
        </span>
        <ProgressBar value={percent} label="Uploads" className="mt-2 h-1.5" tone={shown.snapshot.status === "failed" ? "danger" : "accent"} />
      </span>
    </Link>
  );
}

/** A file that needs its person comes before one that does not. */
function mostTelling(items: QueuedUpload[]): QueuedUpload {
  const order: TransferStatus[] = ["failed", "waiting", "uploading", "finishing", "preparing", "paused", "queued"];
  return [...items].sort((a, b) => order.indexOf(a.snapshot.status) - order.indexOf(b.snapshot.status))[0]!;
}

function total(items: QueuedUpload[]) {
  const sum = (key: "sentBytes" | "totalBytes") => items.reduce((bytes, { snapshot }) => bytes + snapshot[key], 0);
  return { sentBytes: sum("sentBytes"), totalBytes: sum("totalBytes") };
}

function look(status: TransferStatus, percent: number, count: number) {
  if (status === "failed") return { icon: CircleAlert, words: count > 1 ? "One stopped" : "Stopped" };
  if (status === "waiting") return { icon: WifiOff, words: "No connection" };
  if (status === "paused") return { icon: Pause, words: "Paused" };
  return { icon: CloudUpload, words: `${percent} %` };
}
