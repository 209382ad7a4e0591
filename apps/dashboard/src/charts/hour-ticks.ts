const HOUR_SECONDS = 3600;
const steps = [1, 2, 4, 6, 12, 24, 48, 96, 168].map((hours) => hours * HOUR_SECONDS);
const MOST_TICKS = 5;

/** Places of an axis of seconds: at whole hours, as people read them, at most five beside zero. */
export function hourTicks(longestSeconds: number): number[] {
  const step = steps.find((one) => longestSeconds / one <= MOST_TICKS) ?? Math.ceil(longestSeconds / MOST_TICKS);
  return Array.from({ length: Math.ceil(longestSeconds / step) + 1 }, (_, place) => place * step);
}
