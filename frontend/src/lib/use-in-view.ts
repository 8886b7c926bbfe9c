"use client";

import { useEffect, useState } from "react";

/** A ref to put on an element and a callback that runs each time it comes within `margin` of the screen. */
export function useInView(onEnter: () => void, margin = "800px"): (element: Element | null) => void {
  const [element, setElement] = useState<Element | null>(null);
  useEffect(() => {
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) onEnter();
      },
      { rootMargin: margin },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, margin, onEnter]);
  return setElement;
}
