import type { DutyView, RecordedFact } from '@weibao/messages';
import { kindOf } from './duty-proofs.js';

export const backupStates = ['backed-up', 'late', 'unsigned', 'failed', 'missing', 'due', 'not-recorded'] as const;
export type BackupState = (typeof backupStates)[number];

export interface BackupDay {
  day: string;
  state: BackupState;
  duty: DutyView;
  facts: RecordedFact[];
}

/**
 * The backup duty of a contract, day by day. Whether a day counts is what the duty says; the facts only say why: an attempt that failed, a slip
 * that is not signed. Whether slips are signed at all is what the contract asks for.
 */
export function backupDays(duties: readonly DutyView[], facts: readonly RecordedFact[]): BackupDay[] {
  const ofDay = new Map<string, RecordedFact[]>();
  for (const recorded of facts) {
    if (recorded.withdrawn || recorded.fact.type !== 'backup.finished') continue;
    ofDay.set(recorded.fact.day, [...(ofDay.get(recorded.fact.day) ?? []), recorded]);
  }
  return duties
    .filter((duty) => duty.period !== undefined && kindOf(duty) === 'backup')
    .map((duty) => {
      const own = ofDay.get(duty.period as string) ?? [];
      return { day: duty.period as string, state: stateOf(duty, own), duty, facts: own };
    });
}

function stateOf({ status, proof }: DutyView, facts: readonly RecordedFact[]): BackupState {
  if (status === 'not-recorded') return 'not-recorded';
  const backups = facts.flatMap(({ fact }) => (fact.type === 'backup.finished' ? [fact] : []));
  if (status === 'done' || status === 'late') {
    if (proof.signatures.asked && proof.signatures.hospitalAt === null) return 'unsigned';
    return status === 'late' ? 'late' : 'backed-up';
  }
  if (backups.some((fact) => fact.ok === false)) return 'failed';
  return status === 'overdue' ? 'missing' : 'due';
}
