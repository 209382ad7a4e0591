/** A term of the house, not of any contract: how long before its due moment a clock is announced. */
export interface DueSoonLead {
  share: number; // of the time from the clock's start to its due moment
  leastMs: number;
  mostMs: number;
}

/**
 * The moment from which a clock counts as due soon: a share of its whole time before the due moment, within bounds, and never before its start.
 * A clock whose start is not known is announced by the longest lead.
 */
export function dueSoonAtMs(startedAtMs: number | null, dueAtMs: number, lead: DueSoonLead): number {
  if (startedAtMs === null) return dueAtMs - lead.mostMs;
  const wholeMs = Math.max(0, dueAtMs - startedAtMs);
  const leadMs = Math.min(lead.mostMs, Math.max(lead.leastMs, Math.round(wholeMs * lead.share)));
  return Math.max(startedAtMs, dueAtMs - leadMs);
}

/** When an open clock counts as missed: a `<` limit at its due moment, a `≤` limit at the first whole second after it (exchange.md, changesAt). */
export function missedAtMs(dueAtMs: number, strict: boolean): number {
  return strict ? dueAtMs : (Math.floor(dueAtMs / 1000) + 1) * 1000;
}
