"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormProblem } from "@/components/ui/form-problem";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { placeProblem, rulesOf } from "@/lib/form-rules";
import type { ApiProblem } from "@/lib/problem";
import { pages } from "@/lib/urls";
import { displayName, email, LEAST_PASSWORD, newPassword } from "./account-rules";
import { authApi } from "./api";
import { AuthFrame, LogInLink } from "./auth-frame";
import { usePendingSignUp } from "./pending-sign-up";
import { useLeaveWhenSignedIn, useNext } from "./use-next";

const schema = z.object({ display_name: displayName, email, password: newPassword });
const blank = { display_name: "", email: "", password: "" };

/** /signup: asks for as little as it can, then goes on to the mailed code. */
export function SignUpForm() {
  const { raw } = useNext();
  const router = useRouter();
  useLeaveWhenSignedIn();
  const keep = usePendingSignUp((state) => state.keep);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const form = useForm({ resolver: rulesOf(schema), defaultValues: blank });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      await authApi.register(values);
      keep(values.email, values.password);
      router.push(pages.confirm(values.email, raw));
    } catch (error) {
      const rest = placeProblem(error, form.setError, ["display_name", "email", "password"]);
      setProblem(rest);
      if (rest) form.setError("root", { type: "server" });
    }
  });

  return (
    <AuthFrame title="Create your account" lead="Upload your videos and share them with whom you like." foot={<LogInLink next={raw} />}>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
        <FormProblem problem={problem} />
        <Field label="Name" hint="Others see it beside your videos. You can change it later." error={errors.display_name?.message} required>
          <Input autoComplete="nickname" autoFocus {...form.register("display_name")} />
        </Field>
        <Field label="Email" error={errors.email?.message} required>
          <Input type="email" autoComplete="username" {...form.register("email")} />
        </Field>
        <Field label="Password" hint={`At least ${LEAST_PASSWORD} characters.`} error={errors.password?.message} required>
          <PasswordInput autoComplete="new-password" {...form.register("password")} />
        </Field>
        <Button type="submit" size="lg" loading={isSubmitting || (isSubmitSuccessful && !problem)}>
          Create account
        </Button>
      </form>
    </AuthFrame>
  );
}
