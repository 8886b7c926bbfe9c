/** Counts what was really watched: seeking forward is not watching, and neither is standing still. */

const LONGEST_STEP = 2.5; // seconds of video between two time updates, at 2x speed with some delay
const ENOUGH = 30;

export class WatchTime {
  private last: number | null = null;
  /** Seconds of video that went by. */
  watched = 0;

  /** Takes the player's position; returns true once enough was watched to count as a view. */
  at(position: number): boolean {
    const step = this.last === null ? 0 : position - this.last;
    if (step > 0 && step <= LONGEST_STEP) this.watched += step;
    this.last = position;
    return this.watched >= ENOUGH;
  }
}
