"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { CodeInput } from "@/components/ui/code-input";
import { Field } from "@/components/ui/field";
import { FormProblem } from "@/components/ui/form-problem";
import { toast } from "@/components/ui/toast";
import { placeProblem, rulesOf } from "@/lib/form-rules";
import { asProblem, type ApiProblem } from "@/lib/problem";
import { useSession } from "@/lib/session";
import { code } from "./account-rules";
import { authApi } from "./api";
import { AuthFrame } from "./auth-frame";
import { RecoveryStep } from "./recovery-step";

export interface Challenge {
  email: string;
  /** Kept in memory for the recovery call, which asks for it again. */
  password: string;
  session: string;
}

interface TotpStepProps {
  challenge: Challenge;
  onStartOver: () => void;
}

const schema = z.object({ code });

/** The second half of signing in: a code from the person's app, or a recovery code. */
export function TotpStep({ challenge, onStartOver }: TotpStepProps) {
  const [recovering, setRecovering] = useState(false);
  if (recovering) return <RecoveryStep challenge={challenge} onBack={() => setRecovering(false)} />;
  return (
    <AuthFrame title="Enter your code" lead="Open your authenticator app and enter the code it shows for Footlight.">
      <CodeForm challenge={challenge} onExpired={onStartOver} />
      <div className="mt-4 flex flex-wrap justify-between gap-2">
        <Button variant="ghost" size="sm" onClick={() => setRecovering(true)}>
          Use a recovery code
        </Button>
        <Button variant="ghost" size="sm" onClick={onStartOver}>
          Start over
        </Button>
      </div>
    </AuthFrame>
  );
}

function CodeForm({ challenge, onExpired }: { challenge: Challenge; onExpired: () => void }) {
  const setSession = useSession((state) => state.setSession);
  const [session, setChallengeSession] = useState(challenge.session);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const form = useForm({ resolver: rulesOf(schema), defaultValues: { code: "" } });

  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      const result = await authApi.loginTotp({ email: challenge.email, session, ...values });
      // Cognito may hand out a new session for the next try.
      if (result.session) setChallengeSession(result.session);
      setSession(result);
    } catch (error) {
      const { code: kind, detail } = asProblem(error);
      if (kind === "login_expired") {
        toast.error(detail);
        onExpired();
      } else if (kind === "wrong_code") form.setError("code", { type: "server", message: detail }, { shouldFocus: true });
      else setProblem(placeProblem(error, form.setError, ["code"]));
    }
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <FormProblem problem={problem} />
      <Field label="Code" error={form.formState.errors.code?.message} required>
        <CodeInput autoFocus {...form.register("code")} />
      </Field>
      <Button type="submit" size="lg" loading={form.formState.isSubmitting}>
        Sign in
      </Button>
    </form>
  );
}
