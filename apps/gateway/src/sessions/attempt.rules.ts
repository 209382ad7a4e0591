/** How many wrong passwords are free before waiting begins: for one account from one address, for one account from anywhere, for one address with any account. */
export const FREE_FROM_ONE_ADDRESS = 10;
export const FREE_FROM_ANYWHERE = 100;
export const FREE_FOR_ONE_ADDRESS = 60;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Failures this old are forgotten. */
export const FORGET_AFTER_MS = 60 * 60_000;

export interface Failures {
  count: number;
  lastAtMs: number;
}

/**
 * From when on another attempt is looked at: 1 s after the first failure that is not free, then twice as long each time, at most a quarter of an hour.
 * Counted by address too, so that a stranger's attempts do not keep the duty desk out: its own address has its own count, and the count from anywhere is ten times as patient.
 */
export function nextAttemptAtMs(failures: Failures, free: number): number {
  if (failures.count < free) return 0;
  const waitMs = Math.min(1000 * 2 ** Math.min(failures.count - free, 20), LONGEST_WAIT_MS);
  return failures.lastAtMs + waitMs;
}
