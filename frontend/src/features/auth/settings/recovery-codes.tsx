"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";

/** Shown once: it only closes when the person says that the codes are kept. */
export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const [kept, setKept] = useState(false);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && kept && onClose()}
      title="Two-step sign-in is on"
      description="Keep these recovery codes. If you lose your phone, one of them lets you in."
      footer={<Button disabled={!kept} onClick={onClose}>Done</Button>}
    >
      <div className="flex flex-col gap-4">
        <Alert tone="warning">You will not see these codes again.</Alert>
        <ul aria-label="Recovery codes" className="grid grid-cols-1 gap-x-6 gap-y-2 rounded-2xl bg-raised p-4 min-[26rem]:grid-cols-2">
          {codes.map((code) => (
            <li key={code} className="text-center font-mono text-sm text-ink">{code}</li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-2">
          <CopyButton text={codes.join("\n")} label="Copy" />
          <Button variant="secondary" onClick={() => download(codes)}>
            <Download aria-hidden /> Download
          </Button>
        </div>
        <Checkbox label="I have kept the codes in a safe place." checked={kept} onCheckedChange={setKept} />
      </div>
    </Dialog>
  );
}

function download(codes: string[]): void {
  const text = `Footlight recovery codes for ${window.location.host}\nEach works once.\n\n${codes.join("\n")}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: "footlight-recovery-codes.txt" });
  link.click();
  URL.revokeObjectURL(url);
}
