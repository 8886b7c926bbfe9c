import { FastForward, Gauge, Pause, Play, Rewind, Volume2, VolumeX } from "lucide-react";
import type { Flash } from "./run-command";

const ICONS = { play: Play, pause: Pause, back: Rewind, forward: FastForward, volume: Volume2, muted: VolumeX, speed: Gauge };

/** What a key or a double tap has just done, for a moment, in the middle of the picture. */
export function PlayerFlash({ flash }: { flash: (Flash & { id: number }) | null }) {
  if (!flash) return null;
  const Icon = ICONS[flash.icon];
  const side = flash.icon === "back" ? "player-flash-left" : flash.icon === "forward" ? "player-flash-right" : "";
  return (
    <div key={flash.id} aria-hidden className={`player-flash ${side}`}>
      <Icon fill="currentColor" />
      <span>{flash.text}</span>
    </div>
  );
}
