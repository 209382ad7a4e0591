import { startOfDay } from '@weibao/calendar';
import { sameName, type MetricRule } from '@weibao/contract-terms';
import type { MetricRecord } from '@weibao/exchange';
import type { Book } from './book.js';
import type { KnownOf } from './history.js';
import { total, union, without, type Span } from './intervals.js';
import { marks } from './marks.js';
import { formatRate, fraction, yuan } from './money.js';
import { endsAt, startsAt, type Period } from './periods.js';
import { parseMs } from './state.js';

type Rule = Extract<MetricRule, { kind: 'availability' }>;

/**
 * BY-V-OBJ1  Actual running time ÷ planned running time of each core system and year. Agreed maintenance, agreed force majeure and monitoring
 * gaps leave both; so does the time before the record was kept. Compared by cross-multiplication, never above 100 % or below 0.
 */
export function availability(book: Book, rule: Rule, period: Period): MetricRecord[] {
  const final = book.moment.reached(endsAt(period));
  const whole: Span = { from: startsAt(period), to: endsAt(period) };
  const soFar: Span = { from: whole.from, to: Math.min(whole.to, Math.max(whole.from, book.moment.asOfMs)) };
  const watched = isWatched(book, whole);
  const systems = book.coreSystems(period.firstDay);
  const measured = systems.map((system) => measure(book, system, whole, soFar));
  const groups = book.readings.is('by.availability', 'pooled')
    ? [{ system: null, parts: measured }]
    : measured.map((part) => ({ system: part.system, parts: [part] }));
  return groups.map(({ system, parts }) => {
    const add = (pick: (part: (typeof measured)[number]) => number) => parts.reduce((ms, part) => ms + pick(part), 0);
    const plannedMs = add((part) => (final ? part.plannedWhole : part.plannedSoFar));
    const plannedWholeMs = add((part) => part.plannedWhole);
    const downMs = add((part) => part.down);
    const promise = fraction(rule.threshold);
    const allowedMs = yuan(plannedWholeMs).times(promise.denominator.minus(promise.numerator)).div(promise.denominator);
    const missed = allowedMs.lt(downMs);
    // Of a year that lies before the record, or within a gap, nothing is known.
    const known = watched && plannedWholeMs > 0;
    if (known && !missed && !final) {
      const runsOutAt = whenUsedUp(
        parts,
        whole,
        wholeSecond(book.moment.asOfMs),
        allowedMs.floor().toNumber() - downMs,
      );
      if (runsOutAt !== null) book.moment.reached(runsOutAt);
    }
    const value =
      plannedMs > 0
        ? yuan(plannedMs - downMs)
            .times(100)
            .div(plannedMs)
        : null;
    return {
      clause: rule.clause,
      period: period.label,
      ...(system === null ? {} : { system }),
      value: known && value ? formatRate(value) : null,
      threshold: formatRate(promise.numerator.times(100).div(promise.denominator)),
      final,
      usedSeconds: Math.floor(downMs / 1000),
      allowedSeconds: allowedMs.div(1000).floor().toNumber(),
      status: !known ? ('undetermined' as const) : missed ? ('missed' as const) : ('met' as const),
      ...marks({ readings: rule.readings, missing: known ? [] : ['outage.started', 'monitoring.gap'] }),
    };
  });
}

/** Whether anything in the period shows that the systems were watched: a watch that ran, an outage, an agreed window or a gap that touches it. */
function isWatched(book: Book, whole: Span): boolean {
  const { history } = book;
  const touches = (from: number, to: number) => from < whole.to && to >= whole.from;
  const ends = history.grouped('outage.ended', 'outage');
  return (
    history.of('monitoring.started').some((fact) => touches(fact.atMs, endOfWatch(book, fact) ?? book.moment.asOfMs)) ||
    history
      .of('outage.started')
      .some((fact) => touches(fact.atMs, ends.get(fact.outage)?.[0]?.atMs ?? book.moment.asOfMs)) ||
    (['maintenance.agreed', 'monitoring.gap'] as const).some((type) =>
      history
        .of(type)
        .some((fact) =>
          touches(
            fact.from === undefined ? fact.atMs : parseMs(fact.from),
            fact.to === undefined ? fact.atMs : parseMs(fact.to),
          ),
        ),
    )
  );
}

/** When the watch that began with a fact ended: with the next word on that system; null while it runs. */
function endOfWatch({ history }: Book, { system, atMs }: KnownOf<'monitoring.started'>): number | null {
  const ends = history
    .of('monitoring.ended')
    .filter((fact) => fact.atMs >= atMs && sameName(fact.system, system))
    .map((fact) => fact.atMs);
  return ends.length === 0 ? null : Math.min(...ends);
}

/** An outage that goes on is counted by whole seconds, as an open `≤` target is overdue with the first whole second after its due moment. */
const wholeSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;

/** When the systems that are down would have used up what is left, if they stayed down: what is excluded does not count. */
function whenUsedUp(
  parts: readonly { open: boolean; holes: readonly Span[] }[],
  whole: Span,
  nowMs: number,
  leftMs: number,
): number | null {
  const down = parts
    .filter((part) => part.open)
    .flatMap((part) => without([{ from: nowMs, to: whole.to }], part.holes));
  const edges = [...new Set(down.flatMap((span) => [span.from, span.to]))].sort((a, b) => a - b);
  let left = leftMs + 1;
  for (let index = 0; index + 1 < edges.length; index += 1) {
    const [from, to] = [edges[index] as number, edges[index + 1] as number];
    const systems = down.filter((span) => span.from <= from && to <= span.to).length;
    if (systems > 0 && left <= (to - from) * systems) return -wholeSecond(-(from + Math.ceil(left / systems)));
    left -= (to - from) * systems;
  }
  return null;
}

function measure(book: Book, system: string, whole: Span, soFar: Span) {
  const { history } = book;
  const about = <T extends { system?: string | undefined }>(facts: readonly T[]) =>
    facts.filter((fact) => fact.system !== undefined && sameName(fact.system, system));
  const ends = new Map<string, number>();
  for (const fact of history.of('outage.ended')) if (!ends.has(fact.outage)) ends.set(fact.outage, fact.atMs);
  const outages = about(history.of('outage.started')).map((fact) => ({
    from: fact.atMs,
    to: ends.get(fact.outage) ?? wholeSecond(book.moment.asOfMs),
    open: !ends.has(fact.outage),
  }));
  // The vendor wants the window; that the hospital agreed is what counts.
  const agreedByHospital = (fact: { by?: string | undefined }) => fact.by !== 'vendor' && fact.by !== 'monitor';
  const spans = (facts: readonly { from?: string | undefined; to?: string | undefined }[]): Span[] =>
    facts.flatMap((fact) =>
      fact.from === undefined || fact.to === undefined ? [] : [{ from: parseMs(fact.from), to: parseMs(fact.to) }],
    );
  const started = book.recordStartsOn;
  const excluded = [
    ...spans(about(history.of('maintenance.agreed')).filter(agreedByHospital)),
    ...spans(about(history.of('force-majeure.agreed')).filter(agreedByHospital)),
    ...spans(about(history.of('monitoring.gap'))),
    ...(started === null ? [] : [{ from: -Infinity, to: startOfDay(started) }]),
  ];
  const holes = union(excluded, whole);
  const down = without(union(outages, soFar), holes);
  return {
    system,
    plannedWhole: whole.to - whole.from - total(holes),
    plannedSoFar: soFar.to - soFar.from - total(union(excluded, soFar)),
    down: total(down),
    open: outages.some((outage) => outage.open && outage.from <= book.moment.asOfMs),
    holes,
  };
}
