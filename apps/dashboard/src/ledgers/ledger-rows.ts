import type { RecordedFact } from '@weibao/messages';
import type { FormType } from '../recording/record-fields.js';

export const ledgers = ['demands', 'defects', 'security-tasks', 'complaints', 'outages', 'windows'] as const;
export type LedgerName = (typeof ledgers)[number];

export type RowState =
  'filed' | 'answered' | 'agreed' | 'delivered' | 'accepted' | 'declined' | 'open' | 'closed' | 'failed' | 'proposed';

export interface Ledger {
  /** The facts that it is made of. */
  types: string;
  /** The form that begins an entry. */
  begins: readonly FormType[];
  /** The field that names the entry. */
  key: string;
}
export const ledgerOf: Record<LedgerName, Ledger> = {
  demands: { types: 'demand.*', begins: ['demand.filed'], key: 'demand' },
  defects: { types: 'defect.*', begins: ['defect.confirmed'], key: 'defect' },
  'security-tasks': { types: 'security-task.*', begins: ['security-task.ordered'], key: 'task' },
  complaints: { types: 'complaint.verified', begins: ['complaint.verified'], key: 'complaint' },
  outages: { types: 'outage.*', begins: ['outage.started'], key: 'outage' },
  windows: {
    types: 'maintenance.agreed,force-majeure.agreed',
    begins: ['maintenance.agreed', 'force-majeure.agreed'],
    key: 'system',
  },
};

export interface LedgerStep {
  type: string;
  at: string;
  by: string | null;
  fact: string;
}
export interface LedgerRow {
  key: string;
  /** What the entry is called, and what it is about. */
  name: string;
  about: string[];
  /** Values of `recordingWords.options` that describe it: a class, a target. */
  kinds: string[];
  summary: string | null;
  state: RowState;
  /** Every step recorded, oldest first. */
  steps: LedgerStep[];
  deliverBy: string | null;
  dueOn: string | null;
  from: string | null;
  to: string | null;
  /** For what both sides agree: who has. */
  agreedBy: ('hospital' | 'vendor')[];
  /** What may come next, the usual one first. */
  next: FormType[];
  known: Record<string, string>;
}

type Fields = { type: string } & Record<string, unknown>;
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The entries of a ledger out of what was recorded, the newest first. Two sides that agree the same window are one entry. */
export function ledgerRows(ledger: LedgerName, facts: readonly RecordedFact[]): LedgerRow[] {
  const entries = new Map<string, RecordedFact[]>();
  for (const recorded of [...facts].sort((a, b) => a.at.localeCompare(b.at))) {
    if (recorded.withdrawn) continue;
    const key = keyOf(ledger, recorded.fact as Fields);
    entries.set(key, [...(entries.get(key) ?? []), recorded]);
  }
  return [...entries].map(([key, own]) => rowOf(ledger, key, own)).reverse();
}

function keyOf(ledger: LedgerName, fact: Fields): string {
  if (ledger === 'windows') return [fact.type, fact['system'], fact['from'], fact['to']].join(' ');
  // An acceptance slip is filed as a document about its demand.
  return String(fact[ledgerOf[ledger].key] ?? fact['about']);
}

function rowOf(ledger: LedgerName, key: string, recorded: readonly RecordedFact[]): LedgerRow {
  const facts = recorded.map(({ fact }) => fact as Fields);
  const lastOf = (name: string) =>
    facts
      .map((fact) => text(fact[name]))
      .filter((value) => value !== null)
      .at(-1) ?? null;
  const types = new Set(facts.map(({ type }) => type));
  const first = facts[0] as Fields;
  const agreedBy = sidesOf(recorded);
  const { state, next } = stateOf(ledger, types, agreedBy, first.type as FormType);
  const known: Record<string, string> =
    ledger === 'windows'
      ? { system: String(first['system']), from: String(first['from']), to: String(first['to']) }
      : { [ledgerOf[ledger].key]: key };
  return {
    key,
    name: ledger === 'windows' ? String(first['system']) : key,
    about: [lastOf('system'), lastOf('subsystem'), lastOf('about')].filter(
      (value): value is string =>
        value !== null && value !== key && (ledger !== 'windows' || value !== first['system']),
    ),
    kinds: [lastOf('class'), lastOf('target')].filter((value) => value !== null),
    summary: lastOf('summary') ?? lastOf('note'),
    state,
    steps: recorded.map((one) => ({ type: one.type, at: one.at, by: one.by, fact: one.id })),
    deliverBy: lastOf('deliverBy'),
    dueOn: lastOf('dueOn'),
    from: lastOf('from'),
    to: lastOf('to'),
    agreedBy,
    next,
    known,
  };
}

function sidesOf(recorded: readonly RecordedFact[]): LedgerRow['agreedBy'] {
  const said = new Set(recorded.map(({ by }) => by));
  return (['hospital', 'vendor'] as const).filter((side) => said.has(side) || said.has('both'));
}

type Standing = Pick<LedgerRow, 'state' | 'next'>;

function stateOf(
  ledger: LedgerName,
  types: ReadonlySet<string>,
  agreedBy: LedgerRow['agreedBy'],
  windowType: FormType,
): Standing {
  switch (ledger) {
    case 'demands':
      return demandOf(types);
    case 'defects':
      return types.has('defect.closed') ? { state: 'closed', next: [] } : { state: 'open', next: ['defect.closed'] };
    case 'security-tasks':
      if (types.has('security-task.verified')) return { state: 'accepted', next: [] };
      return {
        state: types.has('security-task.refused') ? 'failed' : 'open',
        next: types.has('security-task.refused')
          ? ['security-task.verified']
          : ['security-task.verified', 'security-task.refused'],
      };
    case 'complaints':
      return { state: 'closed', next: [] };
    case 'outages':
      return types.has('outage.ended') ? { state: 'closed', next: [] } : { state: 'open', next: ['outage.ended'] };
    case 'windows':
      return agreedBy.length === 2 ? { state: 'agreed', next: [] } : { state: 'proposed', next: [windowType] };
  }
}

/** Filed, answered, agreed, delivered, accepted; declined ends it. A date may be changed until it is delivered. */
function demandOf(types: ReadonlySet<string>): Standing {
  const done = (step: string) => types.has(`demand.${step}`);
  const affected: FormType[] = done('business-affected') ? [] : ['demand.business-affected'];
  if (done('accepted') || types.has('document.filed')) return { state: 'accepted', next: [] };
  if (done('refused')) return { state: 'declined', next: [] };
  if (done('delivered')) return { state: 'delivered', next: ['demand.accepted', ...affected] };
  if (done('agreed'))
    return { state: 'agreed', next: ['demand.delivered', 'demand.changed', ...affected, 'demand.refused'] };
  if (done('answered'))
    return { state: 'answered', next: ['demand.agreed', 'demand.delivered', 'demand.refused', ...affected] };
  return { state: 'filed', next: ['demand.answered', 'demand.agreed', 'demand.refused', ...affected] };
}

export const isSettled = ({ state }: LedgerRow): boolean =>
  state === 'accepted' || state === 'declined' || state === 'closed' || state === 'agreed';
