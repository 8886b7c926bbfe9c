"use client";

import { useState, type ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { checkFile } from "./check-file";
import { DropZone } from "./drop-zone";
import { UnfinishedUploads } from "./unfinished-uploads";
import { UploadCard } from "./upload-card";
import { useUploadQueue } from "./upload-queue";

interface UploadBoardProps {
  /** The video of an upload: the page fills this in, since it belongs to another feature. */
  renderVideo: (videoId: string, arrived: boolean) => ReactNode;
}

interface Remark {
  tone: "danger" | "warning";
  text: string;
}

/** The whole of /upload: drop zone, files on their way, uploads left over from before. Next: upload-queue.ts. */
export function UploadBoard({ renderVideo }: UploadBoardProps) {
  const items = useUploadQueue((queue) => queue.items);
  const add = useUploadQueue((queue) => queue.add);
  const [remarks, setRemarks] = useState<Remark[]>([]);

  const take = (files: File[]) => {
    const said: Remark[] = [];
    for (const file of files) {
      const verdict = checkFile(file);
      if (!verdict.ok) said.push({ tone: "danger", text: verdict.reason });
      else if (verdict.warning) said.push({ tone: "warning", text: verdict.warning });
      if (verdict.ok) add(file);
    }
    setRemarks(said);
  };

  return (
    <div className="flex flex-col gap-5">
      {remarks.map(({ tone, text }) => (
        <Alert key={text} tone={tone}>{text}</Alert>
      ))}
      {items.length === 0 && <DropZone onFiles={take} />}
      {items.map((item, index) => (
        <UploadCard key={item.key} item={item} startsOpen={index === 0}>
          {renderVideo}
        </UploadCard>
      ))}
      {items.length > 0 && <DropZone compact onFiles={take} />}
      <UnfinishedUploads />
    </div>
  );
}
