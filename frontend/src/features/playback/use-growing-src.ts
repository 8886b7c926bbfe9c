"use client";

import { useEffect, useState } from "react";
import type { Video } from "@/lib/types";

// The edge may hold a growing playlist for 5 s; sooner we might read the old one again.
const EDGE_MS = 6_000;

/** What the playlists name: it changes with each quality, and when the first, hurried one gives way to those that stay. */
export function editionOf({ state, renditions }: Pick<Video, "state" | "renditions">): string {
  return state === "ready" ? `ready${renditions.length}` : String(renditions.length);
}

/**
 * The playlist's address; a new one when there is another edition of the video than when the player came up, for
 * players read the multivariant playlist only once and would stay at the first, lowest quality.
 */
export function useGrowingSrc(manifestUrl: string, edition: string): string {
  const [first] = useState(edition);
  const [settled, setSettled] = useState(edition);
  useEffect(() => {
    if (edition === settled) return;
    const timer = setTimeout(() => setSettled(edition), EDGE_MS);
    return () => clearTimeout(timer);
  }, [edition, settled]);
  return settled === first ? manifestUrl : `${manifestUrl}?r=${settled}`;
}
