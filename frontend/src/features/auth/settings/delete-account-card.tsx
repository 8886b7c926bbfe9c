"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useSession } from "@/lib/session";
import { forgetMedia } from "@/lib/sign-out";
import { pages } from "@/lib/urls";
import { authApi } from "../api";
import { PasswordPrompt } from "./password-prompt";

const WORD = "delete";

export function DeleteAccountCard({ email }: { email: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Card
      title="Delete account"
      description="Removes your account and all your videos, for good. Nobody can bring them back."
      className="border-danger-ink/40"
    >
      <Button variant="danger" onClick={() => setOpen(true)}>
        Delete my account
      </Button>
      {open && <DeleteAccountDialog email={email} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function DeleteAccountDialog({ email, onClose }: { email: string; onClose: () => void }) {
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const remove = async (password: string) => {
    await authApi.deleteMe(password);
    // First away from this page, which would send an anonymous visitor to the login.
    router.replace(pages.home);
    await forgetMedia();
    useSession.getState().clear();
    toast.success("Your account is deleted. Goodbye, and thank you.");
  };
  return (
    <PasswordPrompt
      title="Delete your account?"
      description="Your profile, your videos and everything that belongs to them will be removed for good."
      action="Delete for good"
      email={email}
      ready={typed.trim().toLowerCase() === WORD}
      onClose={onClose}
      onPassword={remove}
    >
      <Field label={<>Type <code className="font-mono">{WORD}</code> to confirm</>} required>
        <Input
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
    </PasswordPrompt>
  );
}
