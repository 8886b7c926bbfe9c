"use client";

import { useEffect, useMemo, useRef } from "react";
import { sendView } from "./api";
import { WatchTime } from "./watch-time";

const KEY = "footlight:viewer";

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

/** Reports one view after 30 s watched, or at the end of a shorter video. */
export function useViewBeacon(videoId: string) {
  const state = useRef({ time: new WatchTime(), sent: false });
  useEffect(() => {
    state.current = { time: new WatchTime(), sent: false };
  }, [videoId]);
  return useMemo(() => {
    const send = () => {
      if (state.current.sent) return;
      state.current.sent = true;
      sendView(videoId, viewerSession()).catch(() => {
        state.current.sent = false; // the next time update tries again
      });
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
