"use client";

import { useState, type ReactNode } from "react";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormProblem } from "@/components/ui/form-problem";
import { PasswordInput } from "@/components/ui/password-input";
import { placeProblem, rulesOf } from "@/lib/form-rules";
import { asProblem, type ApiProblem } from "@/lib/problem";
import { knownPassword } from "../account-rules";

const schema = z.object({ password: knownPassword });

interface PasswordPromptProps {
  title: string;
  description: string;
  action: string;
  email: string;
  /** Whatever else must be right before the button works. */
  ready?: boolean;
  children?: ReactNode;
  onClose: () => void;
  /** The dialog closes when it resolves; a wrong password is said at the field. */
  onPassword: (password: string) => Promise<void>;
}

/** Asks for the password again before something that a stranger at an open laptop must not do. */
export function PasswordPrompt(props: PasswordPromptProps) {
  const { title, description, action, email, ready = true, children, onClose, onPassword } = props;
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const form = useForm({ resolver: rulesOf(schema), defaultValues: { password: "" } });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async ({ password }) => {
    setProblem(null);
    try {
      await onPassword(password);
      onClose();
    } catch (error) {
      const { code, detail } = asProblem(error);
      if (code === "wrong_password") form.setError("password", { message: detail }, { shouldFocus: true });
      else setProblem(placeProblem(error, form.setError, ["password"]));
    }
  });

  return (
    <Dialog open onOpenChange={(open) => !open && !isSubmitting && onClose()} title={title} description={description}>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5 pb-2">
        <FormProblem problem={problem} />
        {children}
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <Field label="Password" error={errors.password?.message} required>
          <PasswordInput autoComplete="current-password" {...form.register("password")} />
        </Field>
        <div className="flex flex-wrap justify-end gap-3">
          <Button variant="secondary" disabled={isSubmitting} onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="danger" loading={isSubmitting} disabled={!ready}>{action}</Button>
        </div>
      </form>
    </Dialog>
  );
}
