/** How long a deleted video can still be brought back. */

export const KEPT_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Whole days, rounded up; 0 when it is about to go. */
export function daysLeft(deletedAt: string | null, now: number = Date.now()): number {
  const at = deletedAt ? Date.parse(deletedAt) : NaN;
  if (Number.isNaN(at)) return KEPT_DAYS;
  return Math.min(KEPT_DAYS, Math.max(0, Math.ceil((at + KEPT_DAYS * DAY_MS - now) / DAY_MS)));
}

export function daysLeftWords(deletedAt: string | null, now?: number): string {
  const days = daysLeft(deletedAt, now);
  if (days === 0) return "Going within the hour";
  return days === 1 ? "1 day left" : `${days} days left`;
}

/** When a deleted video is removed for good, as an ISO time. */
export function goneAt(deletedAt: string | null): string | null {
  const at = deletedAt ? Date.parse(deletedAt) : NaN;
  return Number.isNaN(at) ? null : new Date(at + KEPT_DAYS * DAY_MS).toISOString();
}
