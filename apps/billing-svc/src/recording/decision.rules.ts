import { decidedOn } from '@weibao/engine';
import type { DeductionRecord, Fact, FactOf } from '@weibao/exchange';
import { atMsOf, readable, recordedBy, type CommandFault, type Examined } from '@weibao/service-kit';
import { replyIsOpen } from './reply-period.js';
import { hasReason, reasonNeeded, sameAmount, type BillingRecording, type FactOfType } from './billing-recording.js';

type Decision = FactOfType<'deduction.decided'>;
type Decided = FactOf<'deduction.decided'>;

/**
 * A decision about a line of the outcome: the hospital confirms it, at the computed amount or with a reason at another, or waives it with a reason;
 * the vendor disputes it, once, and the hospital then decides with a reason. A decision is changed by withdrawing it.
 */
export function examineDecision(recording: BillingRecording, fact: Decision): Examined {
  const lines = recording.outcome.deductions.filter((line) => isMeant(line, fact));
  const [line] = lines;
  if (!line) return { faults: [noSuchLine(recording, fact)] };
  if (lines.length > 1) return { faults: [whichLine(lines)] };
  const before = decisionsOn(recording, line);
  const last = before.at(-1) ?? null;
  const faults = [
    ...(recording.side === 'vendor' ? disputeFaults(fact) : decisionFaults(recording, fact, line, before)),
    ...(standsAlready(recording, line, before) ? [decidedTwice(last as Decided)] : []),
  ];
  return {
    faults,
    // The heads that the outcome was made of when it was decided on, and the sum as it then stood.
    fact: { ...fact, basis: decidedOn(line), heads: recording.record.heads } as Decision,
    // Of two decisions on the same state of a line one is stored; the other one finds it.
    onceKey: [fact.type, line.clause, keyOf(line), line.breach, last?.id ?? ''].join('|'),
  };
}

const keyOf = (line: DeductionRecord): string => line.subject ?? line.period ?? '';

const isMeant = (line: DeductionRecord, fact: Pick<Decision, 'clause' | 'subject' | 'period' | 'breach'>): boolean =>
  line.clause === fact.clause &&
  (fact.subject ?? fact.period ?? keyOf(line)) === keyOf(line) &&
  (fact.breach === undefined || fact.breach === line.breach);

/** The decisions that stand about a line, or about an incident merged into the one that it is about, in the order in which they were recorded. */
function decisionsOn({ standing }: BillingRecording, line: DeductionRecord): Decided[] {
  const recordedMs = (fact: Fact) => atMsOf({ at: fact.recordedAt ?? fact.at });
  const merged = mergedInto(standing, keyOf(line));
  const standsFor = (fact: Decided): Decided =>
    fact.subject !== undefined && merged.has(fact.subject) ? { ...fact, subject: keyOf(line) } : fact;
  return standing
    .filter((fact) => fact.type === 'deduction.decided' && isMeant(line, standsFor(fact)))
    .sort((a, b) => recordedMs(a) - recordedMs(b)) as Decided[];
}

/** The incidents that were merged into an incident, through any chain. */
function mergedInto(standing: BillingRecording['standing'], incident: string): ReadonlySet<string> {
  const merges = standing.of('incident.merged');
  const found = new Set<string>();
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const { incident: away, into } of merges)
      if (into !== undefined && away !== incident && (into === incident || found.has(into))) found.add(away);
  }
  return found;
}

/**
 * After a confirmation the vendor may dispute, once; after a dispute the hospital decides, and so it does again where the sum is another by now. Everything
 * else is decided already.
 */
function standsAlready({ side }: BillingRecording, { review }: DeductionRecord, before: readonly Decided[]): boolean {
  const last = before.at(-1);
  if (!last) return false;
  if (review) return side === 'vendor' && last.outcome !== 'confirmed';
  if (side === 'vendor') return last.outcome !== 'confirmed' || before.some(({ outcome }) => outcome === 'disputed');
  return last.outcome !== 'disputed';
}

function disputeFaults(fact: Decision): CommandFault[] {
  const faults: CommandFault[] = [];
  if (fact.outcome !== 'disputed')
    faults.push({
      code: 'BILLING.DISPUTE_ONLY',
      place: 'outcome',
      zh: '维保商只能对扣款提出异议（disputed）；确认或免除由医院决定。',
      en: 'The vendor disputes a deduction (disputed); confirming and waiving are the hospital’s.',
    });
  if (!hasReason(fact)) faults.push(reasonNeeded({ zh: '提出异议', en: 'To dispute' }));
  return faults;
}

function decisionFaults(
  recording: BillingRecording,
  fact: Decision,
  line: DeductionRecord,
  before: readonly Decided[],
): CommandFault[] {
  const last = before.at(-1) ?? null;
  const faults: CommandFault[] = [];
  if (fact.outcome === 'disputed')
    faults.push({
      code: 'BILLING.DISPUTE_ONLY',
      place: 'outcome',
      zh: '异议只能由维保商提出。医院请选择确认（confirmed）或免除（waived）。',
      en: 'Only the vendor disputes. The hospital confirms or waives.',
    });
  if (fact.outcome === 'confirmed' && line.computed === null && fact.amount === undefined)
    faults.push({
      code: 'BILLING.AMOUNT_NEEDED',
      place: 'amount',
      zh: `条款 ${line.clause} 的金额须由人确定。请填写 amount。`,
      en: `The amount under ${line.clause} is for people to set. Give an amount.`,
    });
  const changed = fact.amount !== undefined && line.computed !== null && !sameAmount(fact.amount, line.computed);
  const because = whyReason(fact, changed, last);
  if (because && !hasReason(fact)) faults.push(reasonNeeded(because));
  else if (fact.outcome === 'confirmed' && !hasReason(fact)) {
    const disputed = before.some(({ outcome }) => outcome === 'disputed');
    if (replyIsOpen(recording, line, disputed)) faults.push(reasonNeeded(replyOpen(recording.house.replyDays)));
  }
  return faults;
}

const replyOpen = (days: number): { zh: string; en: string } => ({
  zh: `本院规定的乙方答复期（${days} 天）未满，提前确认`,
  en: `To confirm before the vendor's time to reply by the house rule (${days} days) has passed`,
});

function whyReason(fact: Decision, changed: boolean, last: Decided | null): { zh: string; en: string } | null {
  if (fact.outcome === 'waived') return { zh: '免除扣款', en: 'To waive a deduction' };
  if (changed) return { zh: '决定的金额与计算的不同', en: 'The amount decided is not the one computed' };
  if (last?.outcome === 'disputed') return { zh: '维保商已提出异议', en: 'The vendor has disputed this line' };
  return null;
}

const shown = (line: DeductionRecord): string => `${line.clause} ${keyOf(line)} ${line.breach}`;

const noSuchLine = ({ contract }: BillingRecording, fact: Decision): CommandFault => ({
  code: 'BILLING.LINE_UNKNOWN',
  place: fact.subject !== undefined ? 'subject' : fact.period !== undefined ? 'period' : 'clause',
  zh: `合同 ${contract} 的结果中没有条款 ${fact.clause} 对“${fact.subject ?? fact.period ?? '—'}”的扣款。请刷新扣款清单后重选。`,
  en: `The outcome of contract ${contract} has no deduction under ${fact.clause} for "${fact.subject ?? fact.period ?? '–'}". Load the deductions again and choose one.`,
});

const whichLine = (lines: readonly DeductionRecord[]): CommandFault => ({
  code: 'BILLING.BREACH_NEEDED',
  place: 'breach',
  zh: `符合的扣款有 ${lines.length} 条：${lines.map(shown).join('；')}。请用 subject 或 period 以及 breach 指明是哪一条。`,
  en: `${lines.length} deductions fit: ${lines.map(shown).join('; ')}. Say which by subject or period, and breach.`,
});

const inChinese: Readonly<Record<string, string>> = { confirmed: '确认', waived: '免除', disputed: '提出异议' };

function decidedTwice(last: Decided): CommandFault {
  const who = recordedBy(last).account ?? '—';
  const outcome = last.outcome ?? '';
  const when = readable(last.recordedAt ?? last.at);
  return {
    code: 'BILLING.DECIDED_TWICE',
    place: 'outcome',
    zh: `该扣款已由 ${who} 于 ${when} ${inChinese[outcome] ?? outcome}（记录 ${last.id ?? ''}），本次没有保存。如需更改，请先撤销该记录并写明原因。`,
    en: `This line was ${outcome} by ${who} at ${when} (fact ${last.id ?? ''}); nothing was stored. To change it, withdraw that fact with the reason first.`,
  };
}
