"use client";

import { RotateCcw } from "lucide-react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { formatDate } from "@/lib/format";
import type { Video } from "@/lib/types";
import { goneAt } from "./days-left";
import { useBringBack } from "./use-bring-back";

/** Tells the owner of a deleted video that it is one, and offers the way back. */
export function DeletedNotice({ video }: { video: Video }) {
  const { bringBack, pending } = useBringBack(video);
  return (
    <Alert
      tone="warning"
      title="You deleted this video."
      action={
        <Button size="sm" variant="secondary" loading={pending} onClick={bringBack}>
          <RotateCcw aria-hidden /> Restore
        </Button>
      }
    >
      It will be removed for good on {formatDate(goneAt(video.deleted_at))}. Nobody else can watch it.
    </Alert>
  );
}
