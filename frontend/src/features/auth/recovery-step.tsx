"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormProblem } from "@/components/ui/form-problem";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { placeProblem, rulesOf } from "@/lib/form-rules";
import { asProblem, type ApiProblem } from "@/lib/problem";
import { useSession } from "@/lib/session";
import { recoveryCode } from "./account-rules";
import { authApi } from "./api";
import { AuthFrame } from "./auth-frame";
import type { Challenge } from "./totp-step";

const schema = z.object({ recovery_code: recoveryCode });

/** For whoever lost the phone. A recovery code turns the second step off, so this says so before and after. */
export function RecoveryStep({ challenge, onBack }: { challenge: Challenge; onBack: () => void }) {
  const setSession = useSession((state) => state.setSession);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const form = useForm({ resolver: rulesOf(schema), defaultValues: { recovery_code: "" } });

  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    const { email, password } = challenge;
    try {
      setSession(await authApi.loginRecover({ email, password, ...values }));
      toast.success("You are in. Two-step sign-in is off now: set it up again in Settings.", { duration: 10_000 });
    } catch (error) {
      const { code, detail } = asProblem(error);
      const wrong = code === "wrong_code" || code === "login_failed";
      if (wrong) form.setError("recovery_code", { type: "server", message: detail }, { shouldFocus: true });
      else setProblem(placeProblem(error, form.setError, ["recovery_code"]));
    }
  });

  return (
    <AuthFrame
      title="Use a recovery code"
      lead="Enter one of the codes you saved when you turned on two-step sign-in. Each works once, and using one turns it off."
    >
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
        <FormProblem problem={problem} />
        <Field label="Recovery code" error={form.formState.errors.recovery_code?.message} required>
          <Input
            autoFocus
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono"
            {...form.register("recovery_code")}
          />
        </Field>
        <Button type="submit" size="lg" loading={form.formState.isSubmitting}>
          Sign in
        </Button>
      </form>
      <Button variant="ghost" size="sm" className="mt-4" onClick={onBack}>
        Use the app instead
      </Button>
    </AuthFrame>
  );
}
