import type { TermsData } from '../schema.js';

export type FigureKind =
  'yuan' | 'share' | 'number' | 'decimal' | 'limit' | 'date' | 'every' | 'windows' | 'text' | 'systems';

/** A figure of a contract: what people change in a form, with the clause that says it. */
export interface Figure {
  path: string; // JSON pointer into the terms: /incidentTargets/0/limit
  group: string; // incidentTargets, payments, caps …: the part of the terms in which it stands
  clause: string | null;
  titleZh: string | null;
  titleEn: string | null;
  levels: string[]; // of the incidents that it concerns; empty: of none in particular
  name: string; // what the figure is: minutes, share, workingDays …
  kind: FigureKind;
  value: unknown;
}

interface Place {
  clause: string | null;
  titleZh: string | null;
  titleEn: string | null;
  levels: string[];
}

/** Texts and lists that are no figures, and numbers that say how a rule is built rather than what was agreed. */
const notFigures = new Set([
  ...['contract', 'version', 'prefix', 'scope', 'levels', 'levelsByCoreFunction', 'emergencyLevels', 'checklists'],
  ...['placeholders', 'requiredLists', 'level', 'items', 'itemMax', 'literalItems', 'literalYuan', 'alternatives'],
  ...['orMinutes', 'systems', 'nameZh', 'nameEn', 'titleZh', 'titleEn'],
  ...['clauses', 'clauseOrder', 'registry'], // of terms ready for the engine
]);
const FRACTION = /^\d+(\.\d+)?\/\d+$/;
const DECIMAL = /^-?\d+(\.\d+)?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Every figure of a contract, in the order of its terms. What holds under another reading than the default is not among them. */
export function figuresOf(terms: TermsData): Figure[] {
  const figures: Figure[] = [];
  const nowhere: Place = { clause: null, titleZh: null, titleEn: null, levels: [] };
  for (const name of ['nameZh', 'nameEn'] as const)
    figures.push({ ...nowhere, path: `/${name}`, group: 'name', name, kind: 'text', value: terms[name] });
  figures.push({
    ...nowhere,
    path: '/systems',
    group: 'systems',
    name: 'systems',
    kind: 'systems',
    value: terms.systems,
  });
  for (const [group, value] of Object.entries(terms))
    if (!notFigures.has(group)) visit(value, { path: `/${group}`, group, name: group, place: nowhere }, figures);
  return figures;
}

interface At {
  path: string;
  group: string;
  name: string;
  place: Place;
}

function visit(value: unknown, at: At, figures: Figure[]): void {
  const kind = kindOf(value, at);
  if (kind !== null) {
    figures.push({ ...at.place, path: at.path, group: at.group, name: at.name, kind, value });
    return;
  }
  if (Array.isArray(value))
    value.forEach((item, index) => visit(item, { ...at, path: `${at.path}/${index}` }, figures));
  else if (isObject(value) && !('option' in value && 'value' in value)) {
    const place = placeOf(value, at.place);
    for (const [name, inner] of Object.entries(value))
      if (!notFigures.has(name))
        visit(
          inner,
          { ...at, path: `${at.path}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`, name, place },
          figures,
        );
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The nearest clause and title above a figure are its own. */
const placeOf = (rule: Record<string, unknown>, outer: Place): Place => ({
  clause: textOr(rule['clause'] ?? rule['rule'], outer.clause),
  titleZh: textOr(rule['titleZh'], outer.titleZh),
  titleEn: textOr(rule['titleEn'], outer.titleEn),
  levels: Array.isArray(rule['levels']) ? (rule['levels'] as string[]) : outer.levels,
});
const textOr = (value: unknown, other: string | null): string | null => (typeof value === 'string' ? value : other);

const limits = new Set(['minutes', 'hours', 'days', 'workingDays', 'sameDay', 'endOfWork']);

function kindOf(value: unknown, { name, group, path }: At): FigureKind | null {
  if (typeof value === 'number') return path.includes('/gates/') && name === 'year' ? null : 'number';
  if (name === 'limit' && isObject(value) && Object.keys(value).some((unit) => limits.has(unit))) return 'limit';
  if (name === 'windows' && Array.isArray(value)) return 'windows';
  if (typeof value !== 'string') return null;
  if (name === 'every') return 'every';
  if (FRACTION.test(value)) return 'share';
  if (DATE.test(value)) return 'date';
  if (!DECIMAL.test(value)) return null;
  if (group === 'scorecard') return 'decimal';
  return group === 'bases' || group === 'penalties' || group === 'caps' ? 'yuan' : null;
}
