import type { ContractView } from '@weibao/messages';
import { dateOf, instantOf } from '../time/moments.js';
import { timeFault } from '../stages/time-field.js';
import { typedTime } from '../time/typed-time.js';
import type { SystemChoice } from './system-search.js';

/** What stands in the form. `level` is 'none' where a person says that it cannot be told yet. */
export interface Draft {
  choice: SystemChoice | null;
  contract: string | null; // chosen; where one contract covers the system it follows by itself
  level: string | null;
  department: string;
  summary: string;
  calledAt: string;
  caller: string; // for the directory, as are the next two
  phone: string;
  told: string;
  channel: string;
}
export const emptyDraft: Draft = {
  choice: null,
  contract: null,
  level: null,
  department: '',
  summary: '',
  calledAt: '',
  caller: '',
  phone: '',
  told: '',
  channel: '',
};

/**
 * The contracts that cover the system on the day on which the vendor was told. Where none is in term all are offered: the report is kept all the same,
 * and marked as out of term.
 */
export function coveringContracts(draft: Draft, nowMs: number): ContractView[] {
  const contracts = draft.choice?.contracts ?? [];
  const meant = typedTime(draft.calledAt, nowMs);
  const on = dateOf(typeof meant === 'number' ? meant : nowMs);
  const inTerm = contracts.filter(({ startsOn, endsOn }) => (startsOn ?? on) <= on && on <= (endsOn ?? on));
  return inTerm.length > 0 ? inTerm : contracts;
}

export function contractOf(draft: Draft, nowMs: number): ContractView | null {
  const contracts = coveringContracts(draft, nowMs);
  return (
    (contracts.length === 1 ? contracts[0] : contracts.find(({ contract }) => contract === draft.contract)) ?? null
  );
}

export type DraftFault = 'systemMissing' | 'contractMissing' | 'levelMissing' | 'timeUnreadable' | 'timeFuture';

/** Everything that is missing or wrong, at once; keys of the dictionary. */
export function draftFaults(draft: Draft, nowMs: number): DraftFault[] {
  const faults: DraftFault[] = [];
  if (!draft.choice) faults.push('systemMissing');
  else if (!contractOf(draft, nowMs)) faults.push('contractMissing');
  const graded = (contractOf(draft, nowMs)?.levels.length ?? 0) > 0;
  if (graded && draft.level === null) faults.push('levelMissing');
  const time = timeFault(draft.calledAt, nowMs);
  return time ? [...faults, time] : faults;
}

/** The body of `incident.report`. `at` stands in it even when undefined: the outbox fills it when the line is cut. */
export function reportBody(draft: Draft, nowMs: number): Record<string, unknown> {
  const meant = typedTime(draft.calledAt, nowMs);
  const text = (value: string) => (value.trim() === '' ? undefined : value.trim());
  const call = { name: text(draft.caller), phone: text(draft.phone), told: text(draft.told) };
  return {
    at: typeof meant === 'number' ? instantOf(meant) : undefined,
    system: draft.choice?.system,
    subsystem: draft.choice?.subsystem ?? undefined,
    level: draft.level === 'none' ? undefined : (draft.level ?? undefined),
    department: text(draft.department),
    summary: text(draft.summary),
    channel: text(draft.channel),
    call: Object.values(call).some(Boolean) ? call : undefined,
  };
}
