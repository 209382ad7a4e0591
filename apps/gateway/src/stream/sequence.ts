/**
 * Where a listener stands in the two streams. `epoch` names the streams themselves: it changes when the broker has lost its folder and numbers start again.
 * Clients see it as an opaque text and give it back unchanged.
 */
export interface Sequence {
  epoch: string;
  facts: number;
  signals: number;
}

const FORM = /^([0-9a-z]{1,24})\.(\d{1,15})\.(\d{1,15})$/;

export const formatSequence = (at: Sequence): string => `${at.epoch}.${at.facts}.${at.signals}`;

/** null for anything that no gateway can have given out. */
export function parseSequence(text: string): Sequence | null {
  const part = FORM.exec(text);
  return part ? { epoch: part[1] as string, facts: Number(part[2]), signals: Number(part[3]) } : null;
}

/** The earlier of two places in each stream: what is complete to both is complete to this. Of different epochs the first counts. */
export function earlier(one: Sequence, other: Sequence): Sequence {
  if (one.epoch !== other.epoch) return one;
  return {
    epoch: one.epoch,
    facts: Math.min(one.facts, other.facts),
    signals: Math.min(one.signals, other.signals),
  };
}
