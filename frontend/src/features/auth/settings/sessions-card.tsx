"use client";

import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { useSession } from "@/lib/session";
import { authApi } from "../api";

export function SessionsCard() {
  const clear = useSession((state) => state.clear);
  const leave = async () => {
    await authApi.logoutEverywhere();
    clear();
    toast.success("You are logged out on every device.");
  };
  return (
    <Card
      title="Where you are logged in"
      description="Left yourself logged in on another computer, or lost a device? End every session at once, this one included."
    >
      <ConfirmDialog
        trigger={<Button variant="secondary">Log out everywhere</Button>}
        title="Log out everywhere?"
        description="You will have to log in again on each device. Pages that are open elsewhere may keep working for a few minutes."
        confirmLabel="Log out everywhere"
        onConfirm={leave}
      />
    </Card>
  );
}
