"use client";

import { useQuery } from "@tanstack/react-query";
import { QRCodeSVG } from "qrcode.react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CodeInput } from "@/components/ui/code-input";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormProblem } from "@/components/ui/form-problem";
import { Skeleton } from "@/components/ui/skeleton";
import { placeProblem, rulesOf } from "@/lib/form-rules";
import { asProblem, type ApiProblem } from "@/lib/problem";
import { useSession } from "@/lib/session";
import type { TotpEnrolment } from "@/lib/types";
import { code } from "../account-rules";
import { authApi } from "../api";
import { RecoveryCodes } from "./recovery-codes";

/** Scan → verify → keep the recovery codes. It is on from the moment the code was right. */
export function EnrolTotpDialog({ onClose }: { onClose: () => void }) {
  const [recovery, setRecovery] = useState<string[] | null>(null);
  const enrolment = useQuery({
    queryKey: ["auth", "totp", "enrol"],
    queryFn: () => authApi.enrolTotp(),
    // Each call makes a new secret: never again behind the person's back, and never kept.
    ...{ staleTime: Infinity, gcTime: 0, retry: false, refetchOnReconnect: false },
  });

  if (recovery) return <RecoveryCodes codes={recovery} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Set up two-step sign-in"
      description="Scan this with an authenticator app, then enter the code it shows."
    >
      {enrolment.isError && (
        <Alert
          tone="danger"
          action={<Button size="sm" variant="secondary" onClick={() => void enrolment.refetch()}>Retry</Button>}
        >
          {asProblem(enrolment.error).detail}
        </Alert>
      )}
      {enrolment.isPending && <EnrolSkeleton />}
      {enrolment.data && <ScanAndVerify enrolment={enrolment.data} onVerified={setRecovery} />}
    </Dialog>
  );
}

function EnrolSkeleton() {
  return (
    <div className="flex flex-col items-center gap-5 pb-2">
      <Skeleton className="size-52 rounded-2xl" />
      <Skeleton className="h-10 w-full" />
      <Skeleton className="h-14 w-full" />
    </div>
  );
}

const schema = z.object({ code });

interface ScanAndVerifyProps {
  enrolment: TotpEnrolment;
  onVerified: (recoveryCodes: string[]) => void;
}

function ScanAndVerify({ enrolment, onVerified }: ScanAndVerifyProps) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const form = useForm({ resolver: rulesOf(schema), defaultValues: { code: "" } });

  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      const { recovery_codes } = await authApi.verifyTotp(values.code);
      const { user, setUser } = useSession.getState();
      if (user) setUser({ ...user, totp_enabled: true });
      onVerified(recovery_codes);
    } catch (error) {
      const { code: kind, detail } = asProblem(error);
      if (kind === "wrong_code") form.setError("code", { type: "server", message: detail }, { shouldFocus: true });
      else setProblem(placeProblem(error, form.setError, ["code"]));
    }
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5 pb-2">
      <div className="mx-auto rounded-2xl bg-white p-4">
        <QRCodeSVG value={enrolment.otpauth_uri} size={176} title="QR code for your authenticator app" />
      </div>
      <div className="rounded-2xl bg-raised px-4 py-3">
        <p className="text-sm text-muted">Cannot scan? Enter this key by hand:</p>
        <div className="mt-1 flex items-center justify-between gap-3">
          <code className="font-mono text-sm text-ink [overflow-wrap:anywhere]">{grouped(enrolment.secret)}</code>
          <CopyButton text={enrolment.secret} label="Copy key" showLabel={false} variant="ghost" size="sm" />
        </div>
      </div>
      <FormProblem problem={problem} />
      <Field label="Code from the app" error={form.formState.errors.code?.message} required>
        <CodeInput {...form.register("code")} />
      </Field>
      <Button type="submit" size="lg" loading={form.formState.isSubmitting}>
        Turn on
      </Button>
    </form>
  );
}

/** Fours are easier to type than one long word; the apps ignore the spaces. */
function grouped(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? secret;
}
