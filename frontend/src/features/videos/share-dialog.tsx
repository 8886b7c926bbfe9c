"use client";

import { Check, Copy, Share2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { formatDuration } from "@/lib/format";
import { pages } from "@/lib/urls";

interface ShareDialogProps {
  videoId: string;
  /** Where the player is now, in seconds. */
  currentTime: () => number;
}

/** The link to a video, with or without the moment one is at. */
export function ShareDialog({ videoId, currentTime }: ShareDialogProps) {
  const [at, setAt] = useState<number | null>(null);
  const [fromHere, setFromHere] = useState(false);
  const [copied, setCopied] = useState(false);
  const open = at !== null;
  const link = open ? window.location.origin + pages.watch(videoId, fromHere ? at : undefined) : "";

  const change = (next: boolean) => {
    setAt(next ? Math.floor(currentTime()) : null);
    setFromHere(false);
    setCopied(false);
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
      toast.success("Link copied");
    } catch {
      toast.error("Your browser did not let us copy. Select the link and copy it yourself.");
    }
  };

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title="Share"
      trigger={
        <Button variant="secondary">
          <Share2 aria-hidden />
          Share
        </Button>
      }
    >
      <div className="flex gap-2">
        <Input readOnly value={link} aria-label="Link to this video" onFocus={(event) => event.target.select()} />
        <Button onClick={() => void copy()} className="h-11">
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          {copied ? "Copied" : "Copy"}
        </Button>
      </div>
      <Checkbox
        className="mt-4"
        label={`Start at ${formatDuration(at ?? 0)}`}
        checked={fromHere}
        disabled={at === 0}
        onCheckedChange={(checked) => {
          setFromHere(checked);
          setCopied(false);
        }}
      />
    </Dialog>
  );
}
