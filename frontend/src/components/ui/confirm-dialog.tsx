"use client";

import { AlertDialog as Radix } from "radix-ui";
import { useState, type ReactNode } from "react";
import { asProblem } from "@/lib/problem";
import { Alert } from "./alert";
import { Button } from "./button";

interface ConfirmDialogProps {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactNode;
  title: string;
  /** What will happen, in one or two sentences. */
  description: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  danger?: boolean;
  /** The dialog stays open, busy, until this resolves; if it throws, it says why and lets one try again. */
  onConfirm: () => Promise<unknown> | void;
  children?: ReactNode;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { trigger, title, description, confirmLabel, cancelLabel = "Cancel", danger, onConfirm, children } = props;
  const [ownOpen, setOwnOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const open = props.open ?? ownOpen;

  const change = (next: boolean) => {
    if (busy) return;
    setError(null);
    setOwnOpen(next);
    props.onOpenChange?.(next);
  };
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      setOwnOpen(false);
      props.onOpenChange?.(false);
    } catch (thrown) {
      setError(asProblem(thrown).detail);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Radix.Root open={open} onOpenChange={change}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-appear bg-scrim backdrop-blur-[2px]" />
        <Radix.Content className="fixed inset-x-4 top-[18dvh] z-50 mx-auto max-h-[78dvh] max-w-md animate-rise overflow-y-auto rounded-3xl border bg-surface p-6 shadow-overlay focus:outline-none">
          <Radix.Title className="text-lg font-semibold text-ink [overflow-wrap:anywhere]">{title}</Radix.Title>
          <Radix.Description className="mt-2 text-sm leading-6 text-muted [overflow-wrap:anywhere]">{description}</Radix.Description>
          {children && <div className="mt-4">{children}</div>}
          {error && <Alert tone="danger" className="mt-4">{error}</Alert>}
          <div className="mt-6 flex flex-wrap justify-end gap-3">
            <Radix.Cancel asChild>
              <Button variant="secondary" disabled={busy}>{cancelLabel}</Button>
            </Radix.Cancel>
            <Button variant={danger ? "danger" : "primary"} loading={busy} onClick={() => void confirm()}>
              {confirmLabel}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
