"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { asProblem } from "@/lib/problem";

const COOLDOWN_S = 30;

interface ResendCodeProps {
  /** Resolves to false when there was nothing to send, such as no address yet. */
  send: () => Promise<boolean | void>;
  /** The first code is on its way already when the page opens. */
  startsCooling?: boolean;
}

/** Asks for another code, but not faster than mail can travel. */
export function ResendCode({ send, startsCooling = false }: ResendCodeProps) {
  const [seconds, setSeconds] = useState(startsCooling ? COOLDOWN_S : 0);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (seconds <= 0) return;
    const timer = setTimeout(() => setSeconds(seconds - 1), 1000);
    return () => clearTimeout(timer);
  }, [seconds]);

  const resend = async () => {
    setBusy(true);
    try {
      if ((await send()) === false) return;
      toast.success("A new code is on its way.");
      setSeconds(COOLDOWN_S);
    } catch (error) {
      const problem = asProblem(error);
      toast.error(problem.detail);
      if (problem.retryAfter) setSeconds(Math.ceil(problem.retryAfter));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Button variant="ghost" size="sm" loading={busy} disabled={seconds > 0} onClick={() => void resend()} className="tabular-nums">
      {seconds > 0 ? `Send again in ${seconds} s` : "Send the code again"}
    </Button>
  );
}
