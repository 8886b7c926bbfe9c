import { Alert } from "@/components/ui/alert";
import { formatDollars } from "@/lib/format";
import type { Video } from "@/lib/types";
import { isBeingProcessed } from "./state-words";

/** What processing costs or has cost; null where nobody knows. */
export function costWords(video: Video): string | null {
  const { cost_actual: actual, cost_estimate: estimate } = video;
  if (actual !== null) return `Cost ${formatDollars(actual)}`;
  return estimate !== null && isBeingProcessed(video) ? `Estimated cost ${formatDollars(estimate)}` : null;
}

/** What only its owner learns about a video: what is not as it should be, and the price of its processing. */
export function OwnerFacts({ video }: { video: Video }) {
  const cost = costWords(video);
  return (
    <>
      {video.note && <Alert tone="warning" className="mb-5">{video.note}</Alert>}
      {cost && <p className="mb-4 text-xs tabular-nums text-muted">{cost}</p>}
    </>
  );
}
