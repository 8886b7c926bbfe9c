"use client";

import { ShieldCheck, ShieldOff } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { Me } from "@/lib/types";
import { DisableTotpDialog } from "./disable-totp-dialog";
import { EnrolTotpDialog } from "./enrol-totp-dialog";

export function TwoFactorCard({ me }: { me: Me }) {
  const [dialog, setDialog] = useState<"enrol" | "disable" | null>(null);
  const on = me.totp_enabled;
  return (
    <Card
      title="Two-step sign-in"
      description="After your password, sign in with a code from an app on your phone. Someone who steals the password still cannot get in."
    >
      <div className="flex flex-wrap items-center justify-between gap-4">
        <Badge tone={on ? "success" : "neutral"}>
          {on ? <ShieldCheck aria-hidden /> : <ShieldOff aria-hidden />}
          {on ? "On" : "Off"}
        </Badge>
        <Button variant={on ? "secondary" : "primary"} onClick={() => setDialog(on ? "disable" : "enrol")}>
          {on ? "Turn off" : "Set up"}
        </Button>
      </div>
      {dialog === "enrol" && <EnrolTotpDialog onClose={() => setDialog(null)} />}
      {dialog === "disable" && <DisableTotpDialog email={me.email} onClose={() => setDialog(null)} />}
    </Card>
  );
}
