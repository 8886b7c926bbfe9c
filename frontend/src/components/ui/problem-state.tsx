import { RotateCw, TriangleAlert, WifiOff } from "lucide-react";
import { asProblem } from "@/lib/problem";
import { Button } from "./button";
import { EmptyState } from "./empty-state";

interface ProblemStateProps {
  /** What was thrown. */
  error: unknown;
  onRetry?: () => void;
  retrying?: boolean;
  className?: string;
  heading?: "h1" | "h2";
}

/** A part of a page that could not be loaded: what happened, in a sentence, and a way to try again. */
export function ProblemState({ error, onRetry, retrying, className, heading }: ProblemStateProps) {
  const problem = asProblem(error);
  const offline = problem.status === 0;
  return (
    <div role="alert">
      <EmptyState
        heading={heading}
        className={className}
        icon={offline ? <WifiOff aria-hidden /> : <TriangleAlert aria-hidden />}
        title={offline ? problem.title : "This could not be loaded"}
        action={
          onRetry && (
            <Button variant="secondary" onClick={onRetry} loading={retrying}>
              <RotateCw aria-hidden />
              Try again
            </Button>
          )
        }
      >
        {problem.detail}
      </EmptyState>
    </div>
  );
}
