"use client";

import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { useSession } from "@/lib/session";
import { forgetMedia } from "@/lib/sign-out";
import { authApi } from "../api";

export function SessionsCard() {
  const clear = useSession((state) => state.clear);
  const leave = async () => {
    await authApi.logoutEverywhere();
    await forgetMedia();
    clear();
    toast.success("You are signed out on every device.");
  };
  return (
    <Card
      title="Where you are signed in"
      description="Left yourself signed in on another computer, or lost a device? End every session at once, this one included."
    >
      <ConfirmDialog
        trigger={<Button variant="secondary">Sign out everywhere</Button>}
        title="Sign out everywhere?"
        description="You will have to sign in again on each device. Pages that are open elsewhere may keep working for a few minutes."
        confirmLabel="Sign out everywhere"
        onConfirm={leave}
      />
    </Card>
  );
}
