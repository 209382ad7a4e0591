import { dayFromDate, makeWorkingTime, type Calendar, type Windows, type WorkingTime } from '@weibao/calendar';
import { amendTerms, mergePatch, Readings, type Terms } from '@weibao/contract-terms';
import type { Parameters } from '@weibao/exchange';
import type { History } from './history.js';

/** Terms and parameters as they stood on a day. */
export interface Version {
  fromDay: number;
  terms: Terms;
  parameters: Parameters;
  windows: Windows | null; // working hours of a working day; null: the contract states none and nobody gave them
  workingTime: WorkingTime | null;
  /** Readings as chosen for the whole term, with what amendments chose from their day on. */
  readings: Readings;
}

/** What the parameters and the record choose, for the whole term. */
export function readingsOf(terms: Terms, parameters: Parameters, history: History): Readings {
  const readings = new Readings(terms.registry);
  for (const [option, value] of Object.entries(parameters.readings ?? {})) readings.choose(option, value);
  for (const fact of history.of('reading.chosen'))
    if (fact.value !== undefined) readings.choose(fact.reading, fact.value);
  return readings;
}

function amended(terms: Terms, patch: unknown): Terms {
  const parsed = amendTerms(terms, patch);
  if (!parsed.ok)
    throw new Error(
      `an amendment does not fit the terms of ${terms.contract}: facts must be validated before they are computed`,
    );
  return parsed.value;
}

/** The terms as signed, then as each amendment left them, by the day from which they hold. */
export function versionsOf(
  terms: Terms,
  parameters: Parameters,
  book: { history: History; calendar: Calendar; readings: Readings },
): Version[] {
  const { history, calendar } = book;
  const make = (fromDay: number, inForce: Terms, given: Parameters): Version => {
    const written = inForce.workingTime;
    const windows =
      (written && written.otherWindows.find((other) => book.readings.is(other.option, other.value))?.windows) ??
      written?.windows ??
      (written?.parameter ? given.workingHours : undefined);
    const amended = given.readings !== parameters.readings;
    return {
      fromDay,
      terms: inForce,
      parameters: given,
      windows: windows ?? null,
      workingTime: windows ? makeWorkingTime(calendar, windows) : null,
      readings: amended ? readingsOf(terms, given, history) : book.readings,
    };
  };
  const versions = [make(-Infinity, terms, parameters)];
  const amendments = [...history.of('contract.amended')].sort((a, b) =>
    a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : 0,
  );
  for (const fact of amendments) {
    const before = versions[versions.length - 1] as Version;
    const changes = (fact.changes ?? {}) as { parameters?: unknown; terms?: unknown };
    versions.push(
      make(
        dayFromDate(fact.effectiveOn) as number,
        changes.terms === undefined ? before.terms : amended(before.terms, changes.terms),
        changes.parameters === undefined
          ? before.parameters
          : (mergePatch(before.parameters, changes.parameters) as Parameters),
      ),
    );
  }
  return versions;
}
