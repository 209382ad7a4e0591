import type { Terms } from '@weibao/contract-terms';
import type { OutcomeList } from '@weibao/exchange';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One rule of a terms file: where it stands, its kind, the clause it carries out and every clause that it names. */
export interface RuleEntry {
  place: string; // `penalties[3]`
  kind: string; // `penalties · per-hour-late`
  clause: string | null;
  cites: ReadonlySet<string>;
  /** Whether it gives a figure, a date, a verdict or a right of its own, so that a case must reach it. */
  figure: boolean;
  /** The list of the outcome in which it shows; null where it stands there under another clause. */
  list: OutcomeList | null;
}

/** Rules that give a figure, by where they stand in the terms, and the list of the outcome that they write to. */
const writesTo: Record<string, OutcomeList | null> = {
  incidentTargets: 'clocks',
  demandTargets: 'clocks',
  duties: 'duties',
  metrics: 'metrics',
  counters: 'counters',
  penalties: 'deductions',
  caps: 'caps',
  payments: 'payments',
  rights: 'rights',
  notices: 'notices',
  acceptance: 'acceptances',
  'scorecard lines': 'scores',
  'gradeMatrix grades': 'grades',
  // A band of the form and the service of a notice stand under another clause in the outcome: there the words of a case must do.
  'scorecard bands': null,
  noticeService: null,
};
/** What describes the contract and is no rule: name, version, what lint is to look at. */
const noRules = new Set([
  'contract',
  'version',
  'nameZh',
  'nameEn',
  'prefix',
  'scope',
  'clauses',
  'clauseOrder',
  'registry',
]);

/** The rules of a contract, in the order of its file. */
export function rulesOf(terms: Terms): RuleEntry[] {
  return Object.entries(terms).flatMap(([key, value]): RuleEntry[] => {
    if (noRules.has(key) || value === undefined) return [];
    if (Array.isArray(value)) return value.map((entry: unknown, index) => rule(terms, `${key}[${index}]`, key, entry));
    if (key === 'scorecard' || key === 'gradeMatrix') return parts(terms, key, value as Record<string, unknown>);
    if (key === 'bases')
      return Object.entries(value as object).map(([name, entry]) => rule(terms, `bases.${name}`, key, entry));
    return [rule(terms, key, key, value)];
  });
}

/** The lines and bands of a scorecard, the rows of a matrix: each gives points or a grade of its own. */
function parts(terms: Terms, key: string, value: Record<string, unknown>): RuleEntry[] {
  const lists = ['lines', 'bands', 'grades'];
  const whole = Object.fromEntries(Object.entries(value).filter(([name]) => !lists.includes(name)));
  return [
    rule(terms, key, key, whole),
    ...lists.flatMap((name) =>
      ((value[name] as unknown[] | undefined) ?? []).map((entry, index) =>
        rule(terms, `${key}.${name}[${index}]`, `${key} ${name}`, entry),
      ),
    ),
  ];
}

function rule(terms: Terms, place: string, list: string, entry: unknown): RuleEntry {
  const cites = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      if (terms.clauses.has(value)) cites.add(value);
    } else if (Array.isArray(value)) value.forEach(visit);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(visit);
  };
  visit(typeof entry === 'string' ? [entry] : entry);
  const { clause, kind } = (typeof entry === 'object' && entry !== null ? entry : {}) as {
    clause?: unknown;
    kind?: unknown;
  };
  return {
    place,
    kind: typeof kind === 'string' ? `${list} · ${kind}` : list,
    clause: typeof clause === 'string' ? clause : null,
    cites,
    figure: list in writesTo,
    list: writesTo[list] ?? null,
  };
}

/** A case file and the clauses that its name, its working or what it expects speaks of. */
export interface CitingCase {
  file: string; // `by/by-8-gen.json`
  contract: string;
  cites: ReadonlySet<string>;
  expects: ReadonlyMap<string, ReadonlySet<string>>; // clauses in the records that it expects, by list
}

const folder = fileURLToPath(new URL('../../../test/cases/', import.meta.url));
const clauseId = /[A-Z]{2}-[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9]/g;

const clausesByList = (expected: unknown): Map<string, Set<string>> =>
  new Map(
    Object.entries(expected ?? {}).map(([list, records]) => [list, new Set(JSON.stringify(records).match(clauseId))]),
  );

/** Every case under test/cases; a text that is no case of a contract cites nothing. */
export function citingCases(): CitingCase[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .flatMap((name) =>
      readdirSync(join(folder, name))
        .filter((file) => file.endsWith('.json'))
        .sort()
        .map((file) => {
          const content = JSON.parse(readFileSync(join(folder, name, file), 'utf8')) as Record<string, unknown>;
          const spoken = JSON.stringify([content['name'], content['working'], content['expect'], content['absent']]);
          return {
            file: `${name}/${file}`,
            contract: typeof content['contract'] === 'string' ? content['contract'] : '',
            cites: new Set(spoken.match(clauseId) ?? []),
            expects: clausesByList(content['expect']),
          };
        }),
    );
}
