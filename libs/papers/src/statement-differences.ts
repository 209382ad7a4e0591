import type { StatementDifference, StatementFigures } from '@weibao/exchange';

type Line = Readonly<Record<string, unknown>>;

/** The lists of a statement that are compared, and the fields that tell a line from the others of its list. */
const paymentFields = ['gross', 'deducted', 'net', 'undecided', 'dueOn', 'status'] as const;
const lists = {
  payments: { key: ['payment'], fields: paymentFields },
  gates: { key: ['gate', 'clause'], fields: ['open', 'because'] },
  deductions: { key: ['clause', 'subject', 'period', 'breach'], fields: ['computed', 'payable', 'decision'] },
  receivables: { key: ['clause', 'subject', 'period', 'breach'], fields: ['computed', 'payable', 'decision'] },
  caps: { key: ['clause', 'period'], fields: ['limit', 'used'] },
  acceptances: { key: ['year'], fields: ['criteriaMet', 'status'] },
  metrics: { key: ['clause', 'measure', 'period', 'system'], fields: ['value', 'threshold', 'status'] },
  scores: { key: ['clause', 'period'], fields: ['score', 'outcome'] },
  entries: { key: ['type', 'fact'], fields: ['amount'] },
  readings: { key: ['ambiguity'], fields: ['reading'] },
} as const;
type List = keyof typeof lists;

const sumFields = ['gross', 'deducted', 'net', 'undecided', 'paid', 'vendorOwes', 'hospitalOwes'] as const;

/** What a new statement says otherwise than the former one of the same payment or period, line by line, in the order of the lists. */
export function statementDifferences(before: StatementFigures, after: StatementFigures): StatementDifference[] {
  return [
    ...headDifferences(before, after),
    ...(Object.keys(lists) as List[]).flatMap((list) =>
      listDifferences(list, linesOf(before, list), linesOf(after, list)),
    ),
  ];
}

function headDifferences(before: StatementFigures, after: StatementFigures): StatementDifference[] {
  if ('payment' in before && 'payment' in after)
    return changedFields('payment', after.payment.payment, paymentFields, line(before.payment), line(after.payment));
  if (!('period' in before) || !('period' in after)) return [];
  const { period } = after.period;
  return [
    ...changedFields('period', period, ['firstOn', 'lastOn', 'ended'], line(before.period), line(after.period)),
    ...changedFields('sums', period, sumFields, line(before.sums), line(after.sums)),
  ];
}

const line = (value: object): Line => value as Line;

/** Payments stand in a statement of a period, the gates of one in a statement of it. */
function linesOf(figures: StatementFigures, list: List): readonly Line[] {
  if (list === 'gates') return 'payment' in figures ? figures.payment.gates.map(line) : [];
  if (list === 'payments') return 'payments' in figures ? figures.payments.map(line) : [];
  return figures[list].map(line);
}

/** Lines of the same name (two rulings under one clause) are told apart by their place among each other. */
function named(list: List, lines: readonly Line[]): Map<string, Line> {
  const found = new Map<string, Line>();
  for (const one of lines) {
    const name = lists[list].key.flatMap((field) => (one[field] === undefined ? [] : [String(one[field])])).join(' ');
    let unique = name;
    for (let place = 2; found.has(unique); place += 1) unique = `${name} #${place}`;
    found.set(unique, one);
  }
  return found;
}

function listDifferences(list: List, before: readonly Line[], after: readonly Line[]): StatementDifference[] {
  const [old, now] = [named(list, before), named(list, after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    if (was && is) return changedFields(list, name, lists[list].fields, was, is);
    const whole = (one: Line | undefined) => (one ? said(worthOf(list, one)) : null);
    return [{ list, line: name, field: '', before: whole(was), after: whole(is) }];
  });
}

/** What is shown of a line that came or went: its amount or its state. */
const worthOf = (list: List, one: Line): unknown => one['payable'] ?? one['amount'] ?? one[lists[list].fields[0]];

function changedFields(
  list: string,
  name: string,
  fields: readonly string[],
  before: Line,
  after: Line,
): StatementDifference[] {
  return fields.flatMap((field) => {
    const [was, is] = [said(before[field]), said(after[field])];
    return was === is ? [] : [{ list, line: name, field, before: was, after: is }];
  });
}

const said = (value: unknown): string | null => (value === undefined || value === null ? null : String(value));
