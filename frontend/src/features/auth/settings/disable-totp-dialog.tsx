"use client";

import { toast } from "@/components/ui/toast";
import { useSession } from "@/lib/session";
import { authApi } from "../api";
import { PasswordPrompt } from "./password-prompt";

export function DisableTotpDialog({ email, onClose }: { email: string; onClose: () => void }) {
  const disable = async (password: string) => {
    await authApi.disableTotp(password);
    const { user, setUser } = useSession.getState();
    if (user) setUser({ ...user, totp_enabled: false });
    toast.success("Two-step sign-in is off.");
  };
  return (
    <PasswordPrompt
      title="Turn off two-step sign-in?"
      description="Your password alone will be enough to sign in, and your recovery codes will stop working."
      action="Turn off"
      email={email}
      onClose={onClose}
      onPassword={disable}
    />
  );
}
