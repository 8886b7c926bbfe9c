"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { alreadyHere } from "./already-here";
import { checkFile } from "./check-file";
import { DropZone } from "./drop-zone";
import { UnfinishedUploads } from "./unfinished-uploads";
import { UploadCard, type VideoSlots } from "./upload-card";
import { useUploadQueue } from "./upload-queue";

interface Remark {
  tone: "danger" | "warning";
  text: string;
}

/** The whole of /upload: drop zone, files on their way, uploads left over from before. Next: upload-queue.ts. */
export function UploadForm(slots: VideoSlots) {
  const items = useUploadQueue((queue) => queue.items);
  const add = useUploadQueue((queue) => queue.add);
  const [remarks, setRemarks] = useState<Remark[]>([]);

  const take = (files: File[]) => {
    const said: Remark[] = [];
    for (const file of files) {
      const verdict = checkFile(file);
      if (!verdict.ok) said.push({ tone: "danger", text: verdict.reason });
      else if (verdict.warning) said.push({ tone: "warning", text: verdict.warning });
      if (verdict.ok && !add(file)) alreadyHere(file);
    }
    setRemarks(said);
  };

  return (
    <div className="flex flex-col gap-5">
      {remarks.map(({ tone, text }) => (
        <Alert key={text} tone={tone} action={<Dismiss onClick={() => setRemarks(remarks.filter((each) => each.text !== text))} />}>
          {text}
        </Alert>
      ))}
      {items.length === 0 && <DropZone onFiles={take} />}
      {items.map((item, index) => (
        <UploadCard key={item.key} item={item} startsOpen={index === 0} slots={slots} />
      ))}
      {items.length > 0 && <DropZone compact onFiles={take} />}
      <UnfinishedUploads />
    </div>
  );
}

function Dismiss({ onClick }: { onClick: () => void }) {
  return (
    <Button variant="ghost" size="sm" icon aria-label="Dismiss" onClick={onClick} className="-my-1 -mr-2 hover:bg-hover">
      <X aria-hidden />
    </Button>
  );
}
