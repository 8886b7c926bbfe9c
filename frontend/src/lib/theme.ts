"use client";

import { useSyncExternalStore } from "react";

export type ThemeChoice = "system" | "dark" | "light";
export type Theme = "dark" | "light";

const KEY = "footlight:theme";
const CHANGED = "footlight:theme-changed";

/** Runs in <head> before the first paint, so that no page ever flashes in the wrong theme. */
export const themeScript = `(function(){var c;try{c=localStorage.getItem("${KEY}")}catch(e){}var t=c==="dark"||c==="light"?c:matchMedia("(prefers-color-scheme: light)").matches?"light":"dark";document.documentElement.dataset.theme=t})()`;

function readChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === "dark" || stored === "light" ? stored : "system";
  } catch {
    return "system"; // storage is blocked: follow the system
  }
}

function readResolved(): Theme {
  const choice = readChoice();
  if (choice !== "system") return choice;
  return window.matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
}

function subscribe(onChange: () => void): () => void {
  const media = window.matchMedia("(prefers-color-scheme: light)");
  const apply = () => {
    document.documentElement.dataset.theme = readResolved();
    onChange();
  };
  media.addEventListener("change", apply);
  window.addEventListener("storage", apply);
  window.addEventListener(CHANGED, apply);
  return () => {
    media.removeEventListener("change", apply);
    window.removeEventListener("storage", apply);
    window.removeEventListener(CHANGED, apply);
  };
}

function setChoice(choice: ThemeChoice): void {
  try {
    if (choice === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    return; // storage is blocked: there is nowhere to remember it
  }
  window.dispatchEvent(new Event(CHANGED));
}

/** The visitor's choice, the theme that follows from it, and how to change it. */
export function useTheme() {
  const choice = useSyncExternalStore(subscribe, readChoice, () => "system" as ThemeChoice);
  const resolved = useSyncExternalStore(subscribe, readResolved, () => "dark" as Theme);
  return { choice, resolved, setChoice };
}
