"use client";

import { useEffect, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { asProblem } from "@/lib/problem";
import { CENTRED, cutSquare, type Crop } from "./crop-square";
import { CropStage } from "./crop-stage";

interface CropDialogProps {
  file: File;
  onClose: () => void;
  /** Gets base64; the dialog closes when it resolves and says why when it rejects. */
  onCut: (image: string) => Promise<void>;
}

export function CropDialog({ file, onClose, onCut }: CropDialogProps) {
  const url = useObjectUrl(file);
  const [picture, setPicture] = useState<HTMLImageElement | null>(null);
  const [crop, setCrop] = useState<Crop>(CENTRED);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const save = async () => {
    if (!picture) return;
    setBusy(true);
    setError(null);
    try {
      await onCut(cutSquare(picture, crop));
      onClose();
    } catch (thrown) {
      setError(asProblem(thrown).detail);
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      title="Your picture"
      description="Drag to move it, and zoom until it fits."
      size="sm"
      footer={
        <>
          <Button variant="secondary" disabled={busy} onClick={onClose}>Cancel</Button>
          <Button loading={busy} disabled={!picture} onClick={() => void save()}>Save picture</Button>
        </>
      }
    >
      {error && <Alert tone="danger" className="mb-4">{error}</Alert>}
      {url && (
        <CropStage
          url={url}
          crop={crop}
          onCrop={setCrop}
          onReady={setPicture}
          onBroken={() => setError("This picture cannot be read. Try another one.")}
        />
      )}
    </Dialog>
  );
}

function useObjectUrl(file: File): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the URL is a resource that must be freed again
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
