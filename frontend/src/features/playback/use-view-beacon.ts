"use client";

import { useEffect, useMemo, useRef } from "react";
import { asProblem } from "@/lib/problem";
import { sendView } from "./api";
import { WatchTime } from "./watch-time";

const KEY = "footlight:viewer";
const RETRY_MS = 30_000;
const MOST_RETRIES = 3;

/** One id for one visit in one tab, so that reloading the page is not another view. */
function viewerSession(): string {
  try {
    const known = sessionStorage.getItem(KEY);
    if (known) return known;
    const fresh = crypto.randomUUID();
    sessionStorage.setItem(KEY, fresh);
    return fresh;
  } catch {
    return crypto.randomUUID(); // storage is blocked: this page load is the visit
  }
}

interface Visit {
  time: WatchTime;
  sent: boolean;
  /** The page has gone on to something else. */
  over: boolean;
  timer?: ReturnType<typeof setTimeout>;
}

const newVisit = (): Visit => ({ time: new WatchTime(), sent: false, over: false });

async function report(videoId: string, visit: Visit, retries = MOST_RETRIES): Promise<void> {
  try {
    await sendView(videoId, viewerSession());
  } catch (error) {
    const problem = asProblem(error);
    // A view is not worth pestering a server that refuses, or one that is down, for ever.
    if (visit.over || retries === 0 || !problem.retryable) return;
    const wait = Math.max(RETRY_MS, (problem.retryAfter ?? 0) * 1000);
    visit.timer = setTimeout(() => void report(videoId, visit, retries - 1), wait);
  }
}

/** Reports one view after 30 s watched, or at the end of a shorter video. */
export function useViewBeacon(videoId: string) {
  const state = useRef(newVisit());
  useEffect(() => {
    const visit = newVisit();
    state.current = visit;
    return () => {
      visit.over = true;
      clearTimeout(visit.timer);
    };
  }, [videoId]);
  return useMemo(() => {
    const send = () => {
      if (state.current.sent) return;
      state.current.sent = true;
      void report(videoId, state.current);
    };
    return {
      onProgress: (position: number) => {
        if (state.current.time.at(position)) send();
      },
      onEnded: () => {
        if (state.current.time.watched > 0) send();
      },
    };
  }, [videoId]);
}
