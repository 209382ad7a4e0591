import { formatInstant, parseInstant, referenceFaults, type Fact } from '@weibao/exchange';
import { recorders, type RecordableFact, type Recorder, type Side } from '@weibao/messages';
import { readable, type CommandFault } from '../messaging/command-fault.js';
import { recordedBy, type StandingFacts } from './standing-facts.js';

/** What a recording is judged on. */
export interface Recording {
  contract: string;
  trial: boolean; // takes any instant
  side: Side | null; // null: the platform's system administrator
  nowMs: number;
  fact: RecordableFact;
  standing: StandingFacts;
}

type Loose = Record<string, unknown>;
export const textOf = (fact: object, field: string): string | undefined => {
  const value = (fact as Loose)[field];
  return typeof value === 'string' ? value : undefined;
};

/** What is wrong with a fact whichever service keeps it; each fault has the place of the field. */
export function commonFaults(recording: Recording): CommandFault[] {
  return [...byFaults(recording), ...timeFaults(recording), ...rangeFaults(recording), ...amountFaults(recording.fact)];
}

function byFaults({ fact, side }: Recording): CommandFault[] {
  const recorder: Recorder = recorders[fact.type];
  const { by } = fact;
  if (by === undefined || by === side || (by === 'monitor' && recorder.monitor && side === 'hospital')) return [];
  return [
    {
      code: 'RECORD.BY',
      place: 'by',
      zh: `“${by}”一方的话不能由您代录。请去掉 by：系统按您所属的一方记录；需双方同意的，由对方也记录一次。`,
      en: `You cannot record for "${by}". Leave "by" out: it is the side you belong to; what needs both sides is recorded by the other one, too.`,
    },
  ];
}

function timeFaults(recording: Recording): CommandFault[] {
  const { fact, trial, nowMs } = recording;
  if (trial) return [];
  const recorder: Recorder = recorders[fact.type];
  if (fact.at !== undefined && !recorder.backDated)
    return [
      {
        code: 'RECORD.NOT_BACK_DATED',
        place: 'at',
        zh: '此项为决定，其时间由服务器记录，不能填写。请去掉 at 后重新提交。',
        en: 'This is a decision: its moment is the server’s and cannot be given. Send it again without "at".',
      },
    ];
  const instants = ['at', 'sentAt', ...(fact.type === 'monitoring.gap' ? ['from', 'to'] : [])];
  const faults = instants.flatMap((place) => {
    const ms = parseInstant(textOf(fact, place) ?? '');
    return ms === null || ms <= nowMs ? [] : [inFuture(place, readable(ms), nowMs)];
  });
  const today = formatInstant(nowMs).slice(0, 10);
  if (fact.type === 'backup.finished' && fact.day > today) faults.push(inFuture('day', fact.day, nowMs));
  return faults;
}

const inFuture = (place: string, given: string, nowMs: number): CommandFault => ({
  code: 'RECORD.FUTURE_INSTANT',
  place,
  zh: `时间 ${given} 晚于服务器时间 ${readable(nowMs)}，尚未发生的事不能记录。请核对时间；不填则按服务器时间记录。`,
  en: `${given} lies after the server's time ${readable(nowMs)}; what has not happened cannot be recorded. Check it, or leave the time out to record now.`,
});

function rangeFaults({ fact }: Recording): CommandFault[] {
  const [from, to] = [textOf(fact, 'from'), textOf(fact, 'to')];
  if (from === undefined || to === undefined || (parseInstant(from) ?? 0) < (parseInstant(to) ?? 0)) return [];
  return [
    {
      code: 'RECORD.RANGE_EMPTY',
      place: 'to',
      zh: `结束时间 ${readable(to)} 不晚于开始时间 ${readable(from)}。请核对这两个时间。`,
      en: `The end ${readable(to)} is not after the start ${readable(from)}. Check both times.`,
    },
  ];
}

/** A credit note (红字发票) may be below zero, nothing else. */
function amountFaults(fact: RecordableFact): CommandFault[] {
  const amount = textOf(fact, 'amount');
  if (fact.type === 'invoice.received' || !amount?.startsWith('-')) return [];
  return [
    {
      code: 'RECORD.AMOUNT_NEGATIVE',
      place: 'amount',
      zh: `金额 ${amount} 小于零。请填写不小于零的金额；红字发票请记为发票。`,
      en: `The amount ${amount} is below zero. Give one that is not; a credit note is recorded as an invoice.`,
    },
  ];
}

const named = ['outage', 'demand', 'defect', 'task', 'duty', 'finding', 'subject'] as const;

/** What the fact names must stand in the record. Only the facts that bear one of its names are looked at: a record may be long. */
export function unknownFaults({ contract, fact, standing }: Recording): CommandFault[] {
  const names = new Set<unknown>(named.map((field) => textOf(fact, field)).filter((name) => name !== undefined));
  if (names.size === 0) return [];
  const near = standing.filter((known) => Object.values(known).some((value) => names.has(value)));
  const candidate = { at: '1970-01-01T08:00:00+08:00', ...fact } as Fact;
  return referenceFaults([...near, candidate], (index) => (index === near.length ? 'fact' : 'record'))
    .filter(({ place }) => place.startsWith('fact.'))
    .map(({ place }) => {
      const field = place.slice('fact.'.length);
      return unknownThing(contract, field, textOf(fact, field) ?? '');
    });
}

export const unknownThing = (contract: string, field: string, name: string): CommandFault => ({
  code: 'RECORD.UNKNOWN',
  place: field,
  zh: `合同 ${contract} 的记录中没有“${name}”（${field}），或其记录已撤销。请核对编号，或先记录它。`,
  en: `The record of contract ${contract} has no ${field} "${name}", or its entry was withdrawn. Check the key, or record it first.`,
});

/** Stands already: which fact, who recorded it and when, and what to do. */
export function twiceFault(fact: RecordableFact, first: Fact, code = 'RECORD.TWICE'): CommandFault {
  const who = recordedBy(first).account ?? '—';
  return {
    code,
    place: 'type',
    zh: `“${fact.type}”已由 ${who} 记录，时间 ${readable(first.at)}（记录 ${first.id ?? ''}），不能再次记录。如该记录有误，请先撤销并写明原因，再重新记录。`,
    en: `"${fact.type}" was recorded by ${who} at ${readable(first.at)} (fact ${first.id ?? ''}) and is recorded once. If that entry is wrong, withdraw it with the reason, then record it again.`,
  };
}
