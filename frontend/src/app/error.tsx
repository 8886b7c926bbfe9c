"use client";

import { ProblemState } from "@/components/ui/problem-state";

/** The last net below every page: something threw while drawing. */
export default function PageError({ error, reset }: { error: Error; reset: () => void }) {
  return <ProblemState heading="h1" className="pt-24" error={error} onRetry={reset} />;
}
