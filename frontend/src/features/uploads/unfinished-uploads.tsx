"use client";

import { History } from "lucide-react";
import { useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatAge, formatBytes, formatDate } from "@/lib/format";
import type { Upload } from "@/lib/types";
import { alreadyHere } from "./already-here";
import { useDiscardUpload, useUnfinishedUploads } from "./api";
import { differenceOf } from "./same-file";
import { browserDoors, useUploadQueue } from "./upload-queue";

/** Uploads that a reload or another day cut off: a browser gives a page no file twice, so it must be chosen again. */
export function UnfinishedUploads() {
  const { items, left } = useUploadQueue();
  const unfinished = useUnfinishedUploads();
  const known = new Set([...left, ...items.map((item) => item.snapshot.uploadId)]);
  const lost = (unfinished.data ?? []).filter((upload) => upload.state === "uploading" && !known.has(upload.upload_id));
  if (lost.length === 0) return null;
  return (
    <section aria-labelledby="unfinished" className="mt-3">
      <h2 id="unfinished" className="text-lg font-semibold text-ink">Unfinished uploads</h2>
      <p className="mt-1 text-sm leading-6 text-muted">What was sent is kept. Choose the same file to go on from there.</p>
      <ul className="mt-4 flex flex-col gap-3">
        {lost.map((upload) => (
          <UnfinishedUpload key={upload.upload_id} upload={upload} />
        ))}
      </ul>
    </section>
  );
}

function UnfinishedUpload({ upload }: { upload: Upload }) {
  const input = useRef<HTMLInputElement>(null);
  const addTo = useUploadQueue((queue) => queue.addTo);
  const discard = useDiscardUpload();
  const [difference, setDifference] = useState<string | null>(null);

  const choose = (file: File | undefined) => {
    if (!file) return;
    const found = differenceOf(file, upload, browserDoors.remembered.fingerprintOf(upload.upload_id));
    setDifference(found);
    if (!found && !addTo(upload.upload_id, file)) alreadyHere(file);
  };

  return (
    <li className="rounded-3xl border bg-surface p-4 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <span className="grid size-11 shrink-0 place-items-center rounded-2xl bg-raised text-muted">
          <History aria-hidden className="size-5" />
        </span>
        <div className="min-w-[10rem] flex-1">
          <p className="font-medium text-ink [overflow-wrap:anywhere]">{upload.filename}</p>
          <p className="text-sm text-muted">
            {formatBytes(upload.size)} · begun {formatAge(upload.created_at)} · kept until {formatDate(upload.expires_at)}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => input.current?.click()}>Choose the same file to go on</Button>
          <ConfirmDialog
            trigger={<Button size="sm" variant="ghost">Discard</Button>}
            title="Discard this upload?"
            description={`What has been sent of “${upload.filename}” is thrown away.`}
            confirmLabel="Discard"
            cancelLabel="Keep it"
            danger
            onConfirm={() => discard.mutateAsync(upload.upload_id)}
          />
        </div>
      </div>
      {difference && <Alert tone="danger" className="mt-3">{difference}</Alert>}
      <input
        ref={input}
        type="file"
        aria-label={`The file ${upload.filename}`}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          choose(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
    </li>
  );
}
