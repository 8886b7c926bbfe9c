"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormProblem } from "@/components/ui/form-problem";
import { PasswordInput } from "@/components/ui/password-input";
import { toast } from "@/components/ui/toast";
import { placeProblem, rulesOf } from "@/lib/form-rules";
import { asProblem, type ApiProblem } from "@/lib/problem";
import { knownPassword, LEAST_PASSWORD, newPassword } from "../account-rules";
import { authApi } from "../api";

const schema = z.object({ current_password: knownPassword, new_password: newPassword });
const blank = { current_password: "", new_password: "" };

export function PasswordCard({ email }: { email: string }) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const form = useForm({ resolver: rulesOf(schema), defaultValues: blank });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      await authApi.changePassword(values);
      form.reset(blank);
      toast.success("Your password is changed.");
    } catch (error) {
      const { code, detail } = asProblem(error);
      if (code === "wrong_password") form.setError("current_password", { message: detail }, { shouldFocus: true });
      else setProblem(placeProblem(error, form.setError, ["current_password", "new_password"]));
    }
  });

  return (
    <Card title="Password">
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
        <FormProblem problem={problem} />
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <Field label="Current password" error={errors.current_password?.message} required>
          <PasswordInput autoComplete="current-password" {...form.register("current_password")} />
        </Field>
        <Field label="New password" hint={`At least ${LEAST_PASSWORD} characters.`} error={errors.new_password?.message} required>
          <PasswordInput autoComplete="new-password" {...form.register("new_password")} />
        </Field>
        <Button type="submit" variant="secondary" className="self-start" loading={isSubmitting}>
          Change password
        </Button>
      </form>
    </Card>
  );
}
