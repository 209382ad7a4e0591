import { builtInYears, dateFromDay } from '@weibao/calendar';
import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import type { FactOf } from '@weibao/exchange';
import type { CalendarPreview, CalendarYearView, Reply } from '@weibao/messages';
import { answer, refusalOf, StandingFacts, type Call } from '@weibao/service-kit';
import { noSuchContract } from '../contracts/contract.refusals.js';
import { latestTerms } from '../contracts/latest-terms.js';
import { termYears } from '../contracts/registration.js';
import { OutcomeService, type SettledRecord } from '../outcomes/outcome.service.js';
import { calendarMoves } from './calendar-moves.js';
import { calendarFaults } from './calendar.rules.js';

/** As many as a message holds with room to spare; how many there are besides is said. */
const MOST_MOVES = 200;

/** Which years a contract counts working days by, and what would move if another list were published. */
@Controller()
export class CalendarController {
  constructor(private readonly outcomes: OutcomeService) {}

  @MessagePattern('billing.calendar.list')
  async list({ contract }: Call<'billing.calendar.list'>): Promise<Reply<{ years: CalendarYearView[] }>> {
    const record = await this.outcomes.recordOf(contract);
    return record ? answer({ years: yearsOf(record) }, record.heads) : noSuchContract(contract);
  }

  @MessagePattern('billing.calendar.preview')
  async preview({ contract, body }: Call<'billing.calendar.preview'>): Promise<Reply<CalendarPreview>> {
    const faults = calendarFaults(body);
    if (faults.length > 0) return { ok: false, error: refusalOf(faults) };
    const settled = await this.outcomes.now(contract, Date.now());
    if (!settled) return noSuchContract(contract);
    const { record } = settled;
    const { terms, parameters } = latestTerms(record.terms, record.registered.parameters ?? {}, record.facts);
    const { first, last } = termYears(terms, parameters, record.registered.at);
    const concerned = body.year >= first && body.year <= last;
    const known = yearsOf(record).find(({ year, inRecord }) => inRecord && year === body.year);
    const stands = known !== undefined && same(known.holidays, body.holidays) && same(known.workdays, body.workdays);
    const moves = stands || !concerned ? [] : calendarMoves(settled, body);
    return answer({ concerned, stands, moves: moves.slice(0, MOST_MOVES), total: moves.length }, record.heads);
  }
}

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && [...one].sort().join() === [...other].sort().join();

/** What ships with Weibao, and over it what was written into this contract's record; of a year published twice the later list. */
function yearsOf({ facts, registered }: SettledRecord): CalendarYearView[] {
  const years = new Map<number, CalendarYearView>();
  for (const { year, holidays, workdays, source } of builtInYears.values())
    years.set(year, {
      year,
      source,
      holidays: holidays.map(dateFromDay),
      workdays: workdays.map(dateFromDay),
      inRecord: false,
      publishedAt: null,
    });
  const standing = new StandingFacts(facts);
  const published = facts
    .filter((fact): fact is FactOf<'calendar.published'> => fact.type === 'calendar.published')
    .filter((fact) => standing.withdrawalOf(fact) === undefined);
  for (const { year, holidays = [], workdays = [], source = '', at } of published)
    years.set(year, {
      year,
      source,
      holidays,
      workdays,
      inRecord: true,
      publishedAt: at === registered.at ? null : at, // what came with the registration was not published by anybody
    });
  return [...years.values()].sort((one, other) => other.year - one.year);
}
