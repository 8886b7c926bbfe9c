"use client";

import { useEffect } from "react";
import { commandFor, isForPlayer, type Command } from "./shortcuts";

/** Listens to the keys of the whole page and hands the player's commands on. `player` is the player's outermost element. */
export function useShortcuts(player: () => HTMLElement | null, run: (command: Command) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = commandFor(event);
      if (!command || event.defaultPrevented || (event.repeat && !/-by$/.test(command.kind))) return;
      const element = player();
      if (!element) return;
      const path = event.composedPath();
      const inPlayer = path.includes(element) || document.fullscreenElement !== null;
      if (!isForPlayer(event.key, path, inPlayer)) return;
      event.preventDefault();
      run(command);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [player, run]);
}
