import { dayFromDate, makeWorkingTime, type Calendar, type Windows, type WorkingTime } from '@weibao/calendar';
import { amendedBy, mergePatch, Readings, type Terms } from '@weibao/contract-terms';
import { canonicalJson, type Parameters } from '@weibao/exchange';
import type { History, KnownOf } from './history.js';

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

type Amendment = KnownOf<'contract.amended'>;

const changesOf = (fact: Amendment) => (fact.changes ?? {}) as { parameters?: Parameters; terms?: unknown };

/** What the parameters and the record choose, for the whole term. */
export const readingsOf = (terms: Terms, parameters: Parameters, history: History): Readings =>
  chosenBy(terms, parameters, parameters, history, []);

/** With amendments in force: of what a record and an amendment chose the later one stands; what an amendment takes away is not chosen. */
function chosenBy(
  terms: Terms,
  signed: Parameters,
  inForce: Parameters,
  history: History,
  amendments: readonly Amendment[],
): Readings {
  const readings = new Readings(terms.registry);
  const left = inForce.readings ?? {};
  for (const [option, value] of Object.entries(signed.readings ?? {}))
    if (left[option] !== undefined) readings.choose(option, value);
  const facts = [...history.of('reading.chosen'), ...amendments];
  for (const fact of facts.sort((a, b) => a.atMs - b.atMs || a.knownMs - b.knownMs))
    if (fact.type === 'reading.chosen') {
      if (fact.value !== undefined) readings.choose(fact.reading, fact.value);
    } else
      for (const [option, value] of Object.entries(changesOf(fact).parameters?.readings ?? {}))
        if (left[option] === value) readings.choose(option, value);
  return readings;
}

function amended(terms: Terms, changes: ReturnType<typeof changesOf>): Terms {
  const parsed = amendedBy(terms, changes);
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
  const make = (fromDay: number, inForce: Terms, given: Parameters, readings: Readings): Version => {
    const written = inForce.workingTime;
    const windows =
      (written && written.otherWindows.find((other) => readings.is(other.option, other.value))?.windows) ??
      written?.windows ??
      (written?.parameter ? given.workingHours : undefined);
    return {
      fromDay,
      terms: inForce,
      parameters: given,
      windows: windows ?? null,
      workingTime: windows ? makeWorkingTime(calendar, windows) : null,
      readings,
    };
  };
  const versions = [make(-Infinity, terms, parameters, book.readings)];
  const amendments = [...history.of('contract.amended')].sort((a, b) =>
    a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : 0,
  );
  amendments.forEach((fact, index) => {
    const before = versions[versions.length - 1] as Version;
    const changes = changesOf(fact);
    const given =
      changes.parameters === undefined
        ? before.parameters
        : (mergePatch(before.parameters, changes.parameters) as Parameters);
    const sameReadings = canonicalJson(given.readings ?? {}) === canonicalJson(before.parameters.readings ?? {});
    versions.push(
      make(
        dayFromDate(fact.effectiveOn) as number,
        amended(before.terms, changes),
        given,
        sameReadings ? before.readings : chosenBy(terms, parameters, given, history, amendments.slice(0, index + 1)),
      ),
    );
  });
  return versions;
}
