"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { CodeInput } from "@/components/ui/code-input";
import { Field } from "@/components/ui/field";
import { FormProblem } from "@/components/ui/form-problem";
import { PasswordInput } from "@/components/ui/password-input";
import { toast } from "@/components/ui/toast";
import { placeProblem, rulesOf } from "@/lib/form-rules";
import { asProblem, type ApiProblem } from "@/lib/problem";
import { pages } from "@/lib/urls";
import { code, LEAST_PASSWORD, newPassword } from "./account-rules";
import { authApi } from "./api";
import { AuthFrame } from "./auth-frame";
import { MailHint } from "./mail-hint";
import { ResendCode } from "./resend-code";

const schema = z.object({ code, password: newPassword });

interface NewPasswordFormProps {
  email: string;
  onOtherEmail: () => void;
}

/** The second half of a reset. It says "if": whether the address is known is nobody else's business. */
export function NewPasswordForm({ email, onOtherEmail }: NewPasswordFormProps) {
  const router = useRouter();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const form = useForm({ resolver: rulesOf(schema), defaultValues: { code: "", password: "" } });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      await authApi.reset({ email, ...values });
      toast.success("Your password is changed. Sign in with the new one.");
      router.replace(pages.login());
    } catch (error) {
      const { code: kind, detail } = asProblem(error);
      if (kind === "wrong_code") form.setError("code", { type: "server", message: detail }, { shouldFocus: true });
      else setProblem(placeProblem(error, form.setError, ["code", "password"]));
    }
  });

  return (
    <AuthFrame
      title="Choose a new password"
      lead={<>If <strong className="font-medium text-ink [overflow-wrap:anywhere]">{email}</strong> has an account, a code is on its way to it.</>}
    >
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
        <FormProblem problem={problem} />
        {/* Password managers pair the new password with this name. */}
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <Field label="Code" error={errors.code?.message} required>
          <CodeInput autoFocus {...form.register("code")} />
        </Field>
        <MailHint />
        <Field label="New password" hint={`At least ${LEAST_PASSWORD} characters.`} error={errors.password?.message} required>
          <PasswordInput autoComplete="new-password" {...form.register("password")} />
        </Field>
        <Button type="submit" size="lg" loading={isSubmitting}>
          Change password
        </Button>
      </form>
      <div className="mt-4 flex flex-wrap justify-between gap-2">
        <ResendCode startsCooling send={async () => void (await authApi.forgot(email))} />
        <Button variant="ghost" size="sm" onClick={onOtherEmail}>
          Other email
        </Button>
      </div>
    </AuthFrame>
  );
}
