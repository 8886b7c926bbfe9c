"use client";

import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { CodeInput } from "@/components/ui/code-input";
import { Field } from "@/components/ui/field";
import { FormProblem } from "@/components/ui/form-problem";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { placeProblem, rulesOf } from "@/lib/form-rules";
import { asProblem, type ApiProblem } from "@/lib/problem";
import { pages } from "@/lib/urls";
import { code, email } from "./account-rules";
import { authApi } from "./api";
import { AuthFrame, textLink } from "./auth-frame";
import { MailHint } from "./mail-hint";
import { ResendCode } from "./resend-code";
import { useFinishSignUp } from "./use-finish-sign-up";
import { useLeaveWhenSignedIn, useNext } from "./use-next";

const schema = z.object({ email, code });

/** /confirm: the mailed code; logs in at once when the password is still in memory. */
export function ConfirmForm() {
  const { raw } = useNext();
  const router = useRouter();
  const known = useSearchParams().get("email") ?? "";
  const leaving = useLeaveWhenSignedIn();
  const finish = useFinishSignUp();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const form = useForm({ resolver: rulesOf(schema), defaultValues: { email: known, code: "" } });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      await authApi.confirm(values);
    } catch (error) {
      const { code: kind, detail } = asProblem(error);
      if (kind === "wrong_code") return form.setError("code", { type: "server", message: detail }, { shouldFocus: true });
      return setProblem(placeProblem(error, form.setError, ["email", "code"]));
    }
    if (await finish(values.email)) return;
    toast.success("Your email is confirmed. Sign in to go on.");
    router.replace(pages.login(raw));
  });

  const resend = async () => {
    const valid = await form.trigger("email", { shouldFocus: true });
    if (valid) await authApi.resend(form.getValues("email"));
    return valid;
  };

  return (
    <AuthFrame
      title="Check your mail"
      lead={known ? <>We sent a six-digit code to <strong className="font-medium text-ink [overflow-wrap:anywhere]">{known}</strong>.</> : "Enter your email and the six-digit code we sent to it."}
      foot={<>Wrong address? <Link href={pages.signup(raw)} className={textLink}>Start again</Link></>}
    >
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
        <FormProblem problem={problem} />
        {!known && (
          <Field label="Email" error={errors.email?.message} required>
            <Input type="email" autoComplete="username" autoFocus {...form.register("email")} />
          </Field>
        )}
        <Field label="Code" error={errors.code?.message} required>
          <CodeInput autoFocus={Boolean(known)} {...form.register("code")} />
        </Field>
        <MailHint />
        <Button type="submit" size="lg" loading={isSubmitting || leaving}>
          Confirm
        </Button>
      </form>
      <div className="mt-4 flex justify-center">
        <ResendCode startsCooling={Boolean(known)} send={resend} />
      </div>
    </AuthFrame>
  );
}
