import { builtInYears, dateFromDay } from '@weibao/calendar';
import { asOwnTerms, parseOwnTerms, Readings, type Terms } from '@weibao/contract-terms';
import {
  faultsOf,
  formatInstant,
  parametersSchema,
  parseInstant,
  type Fault,
  type FactOf,
  type Parameters,
} from '@weibao/exchange';
import { isContractId, TRIAL_PREFIX, type BodyOf } from '@weibao/messages';

/** A case's parameters stand for a registration recorded before everything else, so a trial is registered at the epoch unless told. */
const BEFORE_EVERYTHING = '1970-01-01T08:00:00+08:00';

export type RegistrationFact = FactOf<'contract.registered'> | FactOf<'calendar.published'>;
export type Registration =
  { ok: true; facts: RegistrationFact[]; years: number[]; terms: string } | { ok: false; faults: Fault[] };

export interface RegistrationRequest {
  contract: string;
  body: BodyOf<'billing.contract.register'>;
  /** The terms named by the pattern; undefined when there is no such file. */
  terms: Terms | undefined;
  patterns: readonly string[];
  /** The terms are the contract's own: they go into its registration whole, and hold whatever ships later. */
  own?: boolean;
  nowMs: number;
}

/**
 * The first facts of a contract: its registration, and for a real contract the published years of the national calendar
 * that its term touches. All faults of the request are returned together, each with its place.
 */
export function planRegistration(request: RegistrationRequest): Registration {
  const { contract, body, nowMs } = request;
  const own = ownTerms(body);
  const terms = own ? own.terms : request.terms;
  const faults = [...idFaults(contract, body.trial), ...partyFaults(body.parties), ...(own?.faults ?? [])];
  if (!terms && !own)
    faults.push({
      place: 'pattern',
      message: `expected one of ${request.patterns.join(', ')}, got ${JSON.stringify(body.pattern)}`,
    });
  const parsed = parametersSchema.safeParse(body.parameters);
  if (!parsed.success) faults.push(...faultsOf(parsed.error, 'parameters'));
  else faults.push(...parameterFaults(parsed.data, terms));
  const signedAtMs = body.signedAt === undefined ? null : parseInstant(body.signedAt);
  if (!body.trial && signedAtMs !== null && signedAtMs > nowMs)
    faults.push({ place: 'signedAt', message: `expected an instant not in the future, got ${body.signedAt}` });
  if (faults.length || !terms || !parsed.success) return { ok: false, faults };

  const at = registeredAt(body, parsed.data, nowMs);
  const registered: FactOf<'contract.registered'> = {
    type: 'contract.registered',
    at,
    recordedAt: at, // through the import door: what the parties signed was known to them then
    terms: terms.version,
    pattern: body.pattern,
    parameters: parsed.data,
    parties: body.parties,
    trial: body.trial,
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(request.own || own ? { own: { ...asOwnTerms(terms) } } : {}),
  };
  // A trial holds what is imported and nothing else, so that it answers what `replay` answers to the same case.
  const years = body.trial ? [] : yearsOfTerm(terms, parsed.data, at);
  return { ok: true, facts: [registered, ...years.map((year) => published(year, at))], years, terms: terms.version };
}

/** The terms that a trial brings with it, so that a case with terms of its own is replayed by them; null where it brings none. */
function ownTerms({ own, trial }: RegistrationRequest['body']): { terms: Terms | undefined; faults: Fault[] } | null {
  if (own === undefined) return null;
  if (!trial)
    return {
      terms: undefined,
      faults: [
        { place: 'own', message: 'expected none: terms of one’s own are drawn up as a draft and registered from it' },
      ],
    };
  const parsed = parseOwnTerms(own);
  return parsed.ok
    ? { terms: parsed.value, faults: [] }
    : {
        terms: undefined,
        faults: parsed.faults.map(({ place, message }) => ({ place: place === '' ? 'own' : `own.${place}`, message })),
      };
}

function idFaults(contract: string, trial: boolean): Fault[] {
  if (!isContractId(contract) || contract === 'all')
    return [
      { place: 'contract', message: 'expected lower-case letters and digits in groups joined by single hyphens' },
    ];
  if (contract.startsWith(TRIAL_PREFIX) === trial) return [];
  return [
    {
      place: 'contract',
      message: trial
        ? `expected the id of a trial to begin with "${TRIAL_PREFIX}", got "${contract}"`
        : `expected the id of a contract that is no trial not to begin with "${TRIAL_PREFIX}", got "${contract}"`,
    },
  ];
}

function partyFaults(parties: BodyOf<'billing.contract.register'>['parties']): Fault[] {
  const seen = new Set<string>();
  return parties.flatMap(({ organisation, part }, index) => {
    const key = `${part} ${organisation}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ place: `parties[${index}]`, message: `${organisation} stands there as ${part} already` }];
  });
}

function parameterFaults(parameters: Parameters, terms: Terms | undefined): Fault[] {
  const faults: Fault[] = [];
  const { startsOn, endsOn } = parameters;
  if (startsOn !== undefined && endsOn !== undefined && endsOn < startsOn)
    faults.push({
      place: 'parameters.endsOn',
      message: `expected a date not before startsOn ${startsOn}, got "${endsOn}"`,
    });
  if (!terms) return faults;
  const readings = new Readings(terms.registry);
  for (const [name, value] of Object.entries(parameters.readings ?? {})) {
    const wrong = readings.choose(name, value);
    if (wrong !== null) faults.push({ place: `parameters.readings.${name}`, message: wrong });
  }
  return faults;
}

/** When the contract is known from: its signing, else the first day of its term; what lies in the future is known from now. */
function registeredAt(body: BodyOf<'billing.contract.register'>, parameters: Parameters, nowMs: number): string {
  if (body.signedAt !== undefined) return body.signedAt;
  if (body.trial) return BEFORE_EVERYTHING;
  const on = parameters.signedOn ?? parameters.startsOn;
  const atMs = on === undefined ? null : parseInstant(`${on}T00:00:00+08:00`);
  return formatInstant(atMs === null ? nowMs : Math.min(atMs, nowMs));
}

/** The published years that the term touches, with the one before and the one after: periods roll over the edges. */
function yearsOfTerm(terms: Terms, parameters: Parameters, at: string): number[] {
  const { first, last } = termYears(terms, parameters, at);
  return [...builtInYears.keys()].filter((year) => year >= first && year <= last);
}

/** The years whose holidays a contract may count by, from the first to the last. */
export function termYears(terms: Terms, parameters: Parameters, at: string): { first: number; last: number } {
  const startsOn = terms.term.startsOn ?? parameters.startsOn ?? parameters.signedOn ?? at;
  const endsOn = terms.term.endsOn ?? parameters.endsOn;
  const first = Number(startsOn.slice(0, 4)) - 1;
  const last = endsOn === undefined ? Infinity : Number(endsOn.slice(0, 4)) + 1;
  return { first, last };
}

function published(year: number, at: string): FactOf<'calendar.published'> {
  const list = builtInYears.get(year);
  if (!list) throw new Error(`the calendar has no list of ${year}`);
  return {
    type: 'calendar.published',
    at,
    recordedAt: at, // a built-in list counts as known from the start, with or without this fact
    year,
    holidays: list.holidays.map(dateFromDay),
    workdays: list.workdays.map(dateFromDay),
    source: list.source,
  };
}
