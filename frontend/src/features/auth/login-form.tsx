"use client";

import Link from "next/link";
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
import { useSession } from "@/lib/session";
import { pages } from "@/lib/urls";
import { email, knownPassword } from "./account-rules";
import { authApi } from "./api";
import { AuthFrame, SignUpLink, textLink } from "./auth-frame";
import { TotpStep, type Challenge } from "./totp-step";
import { useLeaveWhenSignedIn, useNext } from "./use-next";

const schema = z.object({ email, password: knownPassword });
type Values = z.infer<typeof schema>;

/** /login: the password, then the second factor where there is one. */
export function LoginForm() {
  const { raw } = useNext();
  const leaving = useLeaveWhenSignedIn();
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  if (challenge) return <TotpStep challenge={challenge} onStartOver={() => setChallenge(null)} />;
  return (
    <AuthFrame title="Sign in" lead={raw && reasonFor(raw)} foot={<SignUpLink next={raw} />}>
      <PasswordStep onChallenge={setChallenge} leaving={leaving} next={raw} />
    </AuthFrame>
  );
}

/** Why one was sent here. */
function reasonFor(next: string): string {
  return next.split(/[?#]/)[0] === pages.upload ? "Sign in to upload." : "Sign in to go on.";
}

interface PasswordStepProps {
  onChallenge: (challenge: Challenge) => void;
  leaving: boolean;
  next?: string;
}

function PasswordStep({ onChallenge, leaving, next }: PasswordStepProps) {
  const setSession = useSession((state) => state.setSession);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const form = useForm<Values>({ resolver: rulesOf(schema), defaultValues: { email: "", password: "" } });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      const result = await authApi.login(values);
      if (result.challenge === "totp" && result.session) onChallenge({ ...values, session: result.session });
      else setSession(result);
    } catch (error) {
      setProblem(placeProblem(error, form.setError, ["email", "password"]));
    }
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <FormProblem problem={problem}>
        {problem?.code === "login_failed" && <LoginHelp email={form.getValues("email")} next={next} />}
      </FormProblem>
      <Field label="Email" error={errors.email?.message} required>
        <Input type="email" autoComplete="username" autoFocus {...form.register("email")} />
      </Field>
      <Field
        label="Password"
        error={errors.password?.message}
        required
        aside={<Link href={pages.reset(undefined)} className={textLink}>Forgot password?</Link>}
      >
        <PasswordInput autoComplete="current-password" {...form.register("password")} />
      </Field>
      <Button type="submit" size="lg" loading={isSubmitting || leaving}>
        Sign in
      </Button>
    </form>
  );
}

/** The server does not say which it was, on purpose; so offer both ways out. */
function LoginHelp({ email: address, next }: { email: string; next?: string }) {
  return (
    <ul className="mt-1.5 list-disc space-y-0.5 pl-4">
      <li>
        New here? You may still have to <Link href={pages.confirm(address, next)} className={textLink}>confirm your email</Link>.
      </li>
      <li>
        Not sure? <Link href={pages.reset(address)} className={textLink}>Reset your password</Link>.
      </li>
    </ul>
  );
}
