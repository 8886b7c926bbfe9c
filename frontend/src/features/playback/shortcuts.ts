/** The player's keys: which key means what, as plain data. */

export type Command =
  | { kind: "toggle-play" | "toggle-mute" | "toggle-fullscreen" | "toggle-theatre" | "toggle-pip" | "help" }
  | { kind: "seek-by"; seconds: number }
  | { kind: "seek-to"; fraction: number }
  | { kind: "volume-by"; amount: number }
  | { kind: "speed-by"; steps: 1 | -1 }
  | { kind: "frame-by"; frames: 1 | -1 };

export interface KeyPress {
  key: string;
  ctrlKey?: boolean;
  metaKey?: boolean;
  altKey?: boolean;
}

const KEYS: Record<string, Command> = {
  k: { kind: "toggle-play" },
  " ": { kind: "toggle-play" },
  j: { kind: "seek-by", seconds: -10 },
  l: { kind: "seek-by", seconds: 10 },
  ArrowLeft: { kind: "seek-by", seconds: -5 },
  ArrowRight: { kind: "seek-by", seconds: 5 },
  ArrowUp: { kind: "volume-by", amount: 0.05 },
  ArrowDown: { kind: "volume-by", amount: -0.05 },
  Home: { kind: "seek-to", fraction: 0 },
  End: { kind: "seek-to", fraction: 1 },
  m: { kind: "toggle-mute" },
  f: { kind: "toggle-fullscreen" },
  t: { kind: "toggle-theatre" },
  i: { kind: "toggle-pip" },
  "<": { kind: "speed-by", steps: -1 },
  ">": { kind: "speed-by", steps: 1 },
  ",": { kind: "frame-by", frames: -1 },
  ".": { kind: "frame-by", frames: 1 },
  "?": { kind: "help" },
};

/** The command a key stands for, or null. */
export function commandFor(press: KeyPress): Command | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  if (/^[0-9]$/.test(press.key)) return { kind: "seek-to", fraction: Number(press.key) / 10 };
  return KEYS[press.key.length === 1 ? press.key.toLowerCase() : press.key] ?? null;
}

// These keys scroll the page; they are the player's only when the player has the focus.
const PAGE_KEYS = new Set(["ArrowUp", "ArrowDown", "Home", "End"]);
const SLIDER_KEYS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"]);

function isElement(target: EventTarget): target is HTMLElement {
  return target instanceof HTMLElement;
}

/**
 * Whether a key press at this place is meant for the player. `path` is the event's composedPath, innermost first;
 * `inPlayer` says whether the focus is within the player (or the player fills the screen).
 */
export function isForPlayer(key: string, path: EventTarget[], inPlayer: boolean): boolean {
  const target = path.find(isElement);
  const within = (selector: string) => path.some((part) => isElement(part) && part.matches(selector));
  if (within("[role=dialog], [role=alertdialog], [role=menu], [role=listbox], [contenteditable=true], textarea, select")) return false;
  if (target?.matches("input")) return target.matches("[type=range]") && !SLIDER_KEYS.has(key);
  if ((key === " " || key === "Enter") && within("button, a[href], summary, [role=button], [role=checkbox], [role=tab]")) return false;
  return inPlayer || !PAGE_KEYS.has(key);
}

/** What the help dialog lists. */
export const SHORTCUT_LIST: readonly { keys: string[]; does: string }[] = [
  { keys: ["Space", "K"], does: "Play or pause" },
  { keys: ["J", "L"], does: "Back or forward 10 seconds" },
  { keys: ["←", "→"], does: "Back or forward 5 seconds" },
  { keys: ["0", "9"], does: "Jump to 0 % … 90 %" },
  { keys: [",", "."], does: "One frame back or forward, while paused" },
  { keys: ["<", ">"], does: "Slower or faster" },
  { keys: ["↑", "↓"], does: "Volume, when the player has the focus" },
  { keys: ["M"], does: "Mute" },
  { keys: ["F"], does: "Full screen" },
  { keys: ["T"], does: "Theatre mode" },
  { keys: ["I"], does: "Picture in picture" },
  { keys: ["?"], does: "This list" },
];
