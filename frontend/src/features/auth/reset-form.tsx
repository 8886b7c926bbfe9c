"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormProblem } from "@/components/ui/form-problem";
import { Input } from "@/components/ui/input";
import { placeProblem, rulesOf } from "@/lib/form-rules";
import type { ApiProblem } from "@/lib/problem";
import { pages } from "@/lib/urls";
import { email } from "./account-rules";
import { authApi } from "./api";
import { AuthFrame, textLink } from "./auth-frame";
import { NewPasswordForm } from "./new-password-form";

const schema = z.object({ email });

/** /reset: ask for a code, then the code and a new password. */
export function ResetForm() {
  const known = useSearchParams().get("email") ?? "";
  const [sentTo, setSentTo] = useState<string | null>(null);
  if (sentTo) return <NewPasswordForm email={sentTo} onOtherEmail={() => setSentTo(null)} />;
  return <AskForCode known={known} onSent={setSentTo} />;
}

function AskForCode({ known, onSent }: { known: string; onSent: (email: string) => void }) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const form = useForm({ resolver: rulesOf(schema), defaultValues: { email: known } });
  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      await authApi.forgot(values.email);
      onSent(values.email);
    } catch (error) {
      setProblem(placeProblem(error, form.setError, ["email"]));
    }
  });
  return (
    <AuthFrame
      title="Reset your password"
      lead="Enter the email you signed up with, and we will send you a code."
      foot={<>Remembered it? <Link href={pages.login()} className={textLink}>Sign in</Link></>}
    >
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
        <FormProblem problem={problem} />
        <Field label="Email" error={form.formState.errors.email?.message} required>
          <Input type="email" autoComplete="username" autoFocus {...form.register("email")} />
        </Field>
        <Button type="submit" size="lg" loading={form.formState.isSubmitting}>
          Send the code
        </Button>
      </form>
    </AuthFrame>
  );
}
