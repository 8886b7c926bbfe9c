"use client";

import { useEffect, useState, type ReactNode } from "react";
import type { ApiProblem } from "@/lib/problem";
import { Alert } from "./alert";

/** What the server said about the whole form; a 429 counts down to when trying again makes sense. */
export function FormProblem({ problem, children }: { problem: ApiProblem | null; children?: ReactNode }) {
  if (!problem) return null;
  return (
    <Alert tone="danger">
      {problem.status === 429 ? <TooFast key={problem.detail} problem={problem} /> : <p>{problem.detail}</p>}
      {children}
    </Alert>
  );
}

function TooFast({ problem }: { problem: ApiProblem }) {
  const [seconds, setSeconds] = useState(problem.retryAfter ?? 0);
  useEffect(() => {
    if (seconds <= 0) return;
    const timer = setTimeout(() => setSeconds(seconds - 1), 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  return (
    <p>
      {problem.detail} {/* Only the first number is read out: a voice that counts down is no help. */}
      <span aria-live="off">{seconds > 0 ? `You can try again in ${waitWords(seconds)}.` : "You can try again now."}</span>
    </p>
  );
}

function waitWords(seconds: number): string {
  if (seconds >= 90) return `${Math.ceil(seconds / 60)} minutes`;
  return `${seconds} second${seconds === 1 ? "" : "s"}`;
}
