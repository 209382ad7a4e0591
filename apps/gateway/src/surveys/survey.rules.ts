const DAY_MS = 86_400_000;

/** A round ends, and with it every link of it that is out: at most three months after it was opened. */
export const LONGEST_ROUND_DAYS = 92;
export const roundMayClose = (closesAtMs: number, nowMs: number): boolean =>
  closesAtMs > nowMs && closesAtMs <= nowMs + LONGEST_ROUND_DAYS * DAY_MS;

export const MOST_DEPARTMENTS = 200;
export const MOST_ITEMS = 20;

/** Wrong secrets that one address may show before waiting begins: a hospital stands behind few addresses. */
export const FREE_GUESSES = 60;

export interface LinkState {
  answeredAtMs: number | null;
  revokedAtMs: number | null;
}

export type State = 'answered' | 'revoked' | 'expired' | 'waiting';

/** At the moment when its round closes a link has expired. */
export function stateOf({ answeredAtMs, revokedAtMs }: LinkState, closesAtMs: number, nowMs: number): State {
  if (answeredAtMs !== null) return 'answered';
  if (revokedAtMs !== null) return 'revoked';
  return nowMs >= closesAtMs ? 'expired' : 'waiting';
}

/** The answer by a link is one command whoever sends it how often: its id is the link's. */
export const commandIdOf = (link: string): string => `survey-link.${link}`;

/** What stands in the envelope and in the fact instead of a person. */
export const accountOf = (link: string): string => `survey-link:${link}`;

/** Each name once, without what was typed around it; in the order given. */
export const departmentNames = (typed: readonly string[]): string[] => [
  ...new Set(typed.map((name) => name.trim()).filter((name) => name !== '')),
];
