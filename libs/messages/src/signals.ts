import type { Heads } from './envelope.js';
import type { Service } from './subjects.js';

/** What a service notices by itself: never a fact, never an input of the engine. Unique by contract, clause, subject, due moment and kind. */
export const signalKinds = [
  'clock.due-soon.v1',
  'clock.missed.v1',
  'clock.cleared.v1',
  'duty.reminder.v1',
  'digest.ready.v1',
  'outcome.changed.v1',
] as const;
export type SignalKind = (typeof signalKinds)[number];

export interface Signal {
  id: string;
  service: Service;
  contract: string;
  kind: SignalKind;
  clause: string; // '' for outcome.changed and digest.ready
  subject: string; // '' for outcome.changed; the day of a digest
  dueAt: string | null;
  raisedAt: string; // when the service noticed
  detail: Record<string, unknown>; // clock.cleared: { metAt, missedAt }; outcome.changed: { lists: [...], heads }
  heads?: Heads;
}
