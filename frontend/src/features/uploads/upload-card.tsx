"use client";

import { ChevronDown, FileVideo, Pause, Play, RotateCw, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ProgressBar } from "@/components/ui/progress-bar";
import { cn } from "@/lib/cn";
import { percentOf, type TransferStatus } from "./engine/transfer-snapshot";
import { bytesWords, spokenWords, statusWords } from "./status-words";
import { useUploadQueue, type QueuedUpload } from "./upload-queue";

interface UploadCardProps {
  item: QueuedUpload;
  startsOpen: boolean;
  slots: VideoSlots;
}

/** What belongs to the video rather than to the file; the page fills it in, since it is another feature's. */
export interface VideoSlots {
  /** A small sign for how it stands with the video of a file that has arrived. */
  renderMark: (videoId: string) => ReactNode;
  /** What becomes of a file that has arrived. */
  renderOutcome: (videoId: string) => ReactNode;
  renderDetails: (videoId: string) => ReactNode;
}

/** One file: how far it is, what can be done about it, and below it the video that it will be. */
export function UploadCard({ item, startsOpen, slots }: UploadCardProps) {
  const [open, setOpen] = useState(startsOpen);
  const { snapshot, filename } = item;
  const arrived = snapshot.status === "done";
  return (
    <article aria-label={filename} className="overflow-hidden rounded-3xl border bg-surface">
      <div className="flex flex-col gap-3 p-4 sm:p-6">
        <div className="flex items-center gap-3">
          <span className="grid size-11 shrink-0 place-items-center rounded-2xl bg-raised text-accent-ink">
            {arrived && snapshot.videoId ? slots.renderMark(snapshot.videoId) : <FileVideo aria-hidden className="size-5" />}
          </span>
          <div className="min-w-0 flex-1">
            <h2 className="truncate font-medium text-ink">{filename}</h2>
            <p className="truncate text-sm tabular-nums text-muted">{bytesWords(snapshot)}</p>
          </div>
          <UploadActions item={item} />
        </div>
        {!arrived && <ProgressBar value={barValue(item)} tone={barTone(snapshot.status)} label={`Upload of ${filename}`} />}
        {snapshot.status === "failed" && <Alert tone="danger">{snapshot.problem}</Alert>}
        {snapshot.status !== "failed" && !arrived && (
          <p className="text-sm tabular-nums text-muted">{statusWords(snapshot)}{snapshot.resumed && " · resumed"}</p>
        )}
        <p role="status" className="sr-only">{spokenWords(filename, snapshot)}</p>
        {arrived && snapshot.videoId && slots.renderOutcome(snapshot.videoId)}
      </div>
      {snapshot.videoId && (
        <div className="border-t">
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            className="flex w-full items-center justify-between px-4 py-3.5 text-left text-sm font-medium text-ink hover:bg-raised focus-visible:-outline-offset-2 sm:px-6"
          >
            Details
            <ChevronDown aria-hidden className={cn("size-4 text-muted transition-transform", open && "rotate-180")} />
          </button>
          {/* Hidden rather than removed: what was typed must survive a fold. */}
          <div hidden={!open} className="px-4 pb-6 pt-2 sm:px-6">{slots.renderDetails(snapshot.videoId)}</div>
        </div>
      )}
    </article>
  );
}

function UploadActions({ item }: { item: QueuedUpload }) {
  const { pause, resume, dismiss } = useUploadQueue.getState();
  const { key, snapshot } = item;
  const can = ACTIONS[snapshot.status];
  return (
    <div className="flex shrink-0 items-center gap-1">
      {can === "pause" && (
        <Button variant="ghost" icon aria-label="Pause" onClick={() => pause(key)}>
          <Pause aria-hidden />
        </Button>
      )}
      {can === "resume" && (
        <Button variant="secondary" size="sm" onClick={() => resume(key)}>
          <Play aria-hidden /> Resume
        </Button>
      )}
      {can === "retry" && (
        <Button variant="secondary" size="sm" onClick={() => resume(key)}>
          <RotateCw aria-hidden /> Try again
        </Button>
      )}
      {can === "dismiss" ? (
        <Button variant="ghost" size="sm" onClick={() => dismiss(key)}>Clear</Button>
      ) : (
        <CancelButton item={item} />
      )}
    </div>
  );
}

function CancelButton({ item }: { item: QueuedUpload }) {
  const cancel = useUploadQueue((queue) => queue.cancel);
  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" icon aria-label="Cancel upload">
          <X aria-hidden />
        </Button>
      }
      title="Cancel this upload?"
      description={`What has been sent of “${item.filename}” is thrown away. To go on later, pause it instead.`}
      confirmLabel="Cancel upload"
      cancelLabel="Keep uploading"
      danger
      onConfirm={() => cancel(item.key)}
    />
  );
}

const ACTIONS: Record<TransferStatus, "pause" | "resume" | "retry" | "dismiss" | null> = {
  queued: "pause",
  preparing: "pause",
  uploading: "pause",
  waiting: "pause",
  finishing: null,
  paused: "resume",
  failed: "retry",
  done: "dismiss",
  cancelled: "dismiss",
};

function barValue({ snapshot }: QueuedUpload): number | null {
  return snapshot.status === "preparing" && snapshot.sentBytes === 0 ? null : percentOf(snapshot);
}

function barTone(status: TransferStatus) {
  if (status === "failed") return "danger";
  return status === "uploading" || status === "finishing" || status === "preparing" ? "accent" : "muted";
}
