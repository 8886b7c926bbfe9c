// The title of a page that is known only once its data are here.
"use client";

import { useEffect } from "react";

/** Holds the tab's title at `title`: Next's own metadata may arrive after the data and would put the page's static title back. */
export function useDocumentTitle(title: string | undefined): void {
  useEffect(() => {
    if (!title) return;
    const whole = `${title} · Footlight`;
    const hold = () => {
      if (document.title !== whole) document.title = whole;
    };
    hold();
    const observer = new MutationObserver(hold);
    observer.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, [title]);
}
