/** Numbers, times and sizes as people write them. */

/** 75 -> "1:15", 3661 -> "1:01:01". */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds) || seconds < 0) return "";
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const pad = (value: number) => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(rest)}` : `${minutes}:${pad(rest)}`;
}

/** 75 -> "1 minute, 15 seconds", for screen readers. */
export function spokenDuration(seconds: number): string {
  const whole = Math.round(seconds);
  const parts: [number, string][] = [
    [Math.floor(whole / 3600), "hour"],
    [Math.floor((whole % 3600) / 60), "minute"],
    [whole % 60, "second"],
  ];
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`);
  return said.join(", ") || "0 seconds";
}

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const plain = new Intl.NumberFormat("en");

/** 1 -> "1 view", 15300 -> "15.3K views". */
export function formatViews(count: number): string {
  if (count === 0) return "No views";
  return `${compact.format(count)} view${count === 1 ? "" : "s"}`;
}

/** 15300 -> "15,300 views". */
export function formatViewsLong(count: number): string {
  return count === 0 ? "No views" : `${plain.format(count)} view${count === 1 ? "" : "s"}`;
}

const AGES: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "always" });

/** An ISO time as "3 days ago"; "just now" within a minute. */
export function formatAge(iso: string | null | undefined, now: number = Date.now()): string {
  const at = iso ? Date.parse(iso) : NaN;
  if (Number.isNaN(at)) return "";
  const seconds = Math.max(0, (now - at) / 1000);
  const age = AGES.find(([, size]) => seconds >= size);
  return age ? relative.format(-Math.floor(seconds / age[1]), age[0]) : "just now";
}

/** An ISO time as "22 Nov 2026", in the visitor's own time zone. */
export function formatDate(iso: string | null | undefined): string {
  const at = iso ? Date.parse(iso) : NaN;
  if (Number.isNaN(at)) return "";
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" }).format(at);
}

const SIZES = ["B", "KB", "MB", "GB", "TB"];

/** Bytes as "1.4 GB" (1 KB = 1000 B, as file managers and line speeds count). */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes) || bytes <= 0) return "0 B";
  const step = Math.min(Math.floor(Math.log10(bytes) / 3), SIZES.length - 1);
  const value = bytes / 1000 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${SIZES[step]}`;
}

/** Bytes a second as "12.4 MB/s". */
export function formatSpeed(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond)}/s`;
}

/** Seconds to go as "about 3 minutes left". */
export function formatTimeLeft(seconds: number): string {
  if (!Number.isFinite(seconds)) return "";
  if (seconds < 10) return "a few seconds left";
  if (seconds < 60) return `${Math.ceil(seconds / 10) * 10} seconds left`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `about ${minutes} minute${minutes === 1 ? "" : "s"} left`;
  const hours = Math.round(minutes / 6) / 10;
  return `about ${hours} hour${hours === 1 ? "" : "s"} left`;
}

/** US dollars as small as they come: 1.5 -> "$1.50", 0.0123 -> "$0.012", 0.00042 -> "$0.0004". */
export function formatDollars(dollars: number): string {
  if (dollars > 0 && dollars < 0.0001) return "less than $0.0001";
  const digits = dollars >= 1 || dollars <= 0 ? 2 : dollars >= 0.001 ? 3 : 4;
  return `$${dollars.toFixed(digits)}`;
}

/** "Ada Lovelace" -> "AL", for an avatar without a picture. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0]];
  return letters.map((word) => (word ? [...word][0] : "")).join("").toUpperCase() || "?";
}

/** "1:02:03", "62", "1m5s" -> seconds; null when it is none of them. */
export function parseTime(text: string | null | undefined): number | null {
  if (!text) return null;
  const clock = /^(?:(\d+):)?(\d{1,2}):(\d{1,2})$/.exec(text);
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const units = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s?)?$/.exec(text);
  if (!units || units[0] === "") return null;
  return Number(units[1] ?? 0) * 3600 + Number(units[2] ?? 0) * 60 + Number(units[3] ?? 0);
}
