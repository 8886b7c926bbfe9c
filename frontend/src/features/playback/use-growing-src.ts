"use client";

import { useEffect, useState } from "react";

// The edge may hold a growing playlist for 5 s; sooner we might read the old one again.
const EDGE_MS = 6_000;

/**
 * The playlist's address; a new one when the video has gained qualities since the player came up, for players read a
 * finished playlist only once and would stay at the first, lowest quality.
 */
export function useGrowingSrc(manifestUrl: string, qualities: number): string {
  const [first] = useState(qualities);
  const [settled, setSettled] = useState(qualities);
  useEffect(() => {
    if (qualities === settled) return;
    const timer = setTimeout(() => setSettled(qualities), EDGE_MS);
    return () => clearTimeout(timer);
  }, [qualities, settled]);
  return settled === first ? manifestUrl : `${manifestUrl}?r=${settled}`;
}
