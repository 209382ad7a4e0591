import { Controller } from '@nestjs/common';
import type { CalendarPreview, CalendarYearView } from '@weibao/messages';
import { Audit } from '../audit/audit.service.js';
import { MergedQueries } from '../contracts/merged-queries.js';
import type { Answered } from '../door/answers.js';
import { Through, type Door } from '../door/door.js';
import { At } from '../door/route.js';
import { ServiceRequests } from '../door/service-requests.js';
import { listCalendars, previewCalendar, publishCalendar } from './calendar.routes.js';

/** The national calendar, a year at a time: known, tried out, and written into every contract that it concerns. */
@Controller()
export class CalendarController {
  constructor(
    private readonly merged: MergedQueries,
    private readonly requests: ServiceRequests,
    private readonly audit: Audit,
  ) {}

  @At(listCalendars)
  async list(@Through() door: Door<typeof listCalendars>): Promise<Answered<unknown>> {
    const merged = await this.merged.ask<{ years: CalendarYearView[] }>('billing.calendar.list', door, {});
    if (!merged.ok) return merged;
    const contracts = merged.value.results.map(({ contract, result }) => ({ contract, years: result.years }));
    return { ok: true, value: { contracts, missing: merged.value.rest.missing } };
  }

  @At(previewCalendar)
  async preview(@Through() door: Door<typeof previewCalendar>): Promise<Answered<unknown>> {
    const merged = await this.merged.ask<CalendarPreview>('billing.calendar.preview', door, door.body);
    if (!merged.ok) return merged;
    const contracts = merged.value.results.map(({ contract, result }) => ({ contract, ...result }));
    return { ok: true, value: { contracts, missing: merged.value.rest.missing } };
  }

  /** Contract by contract, each once: sent again, what stands already is told as standing, and what was missed is written. */
  @At(publishCalendar)
  async publish(@Through() door: Door<typeof publishCalendar>): Promise<Answered<unknown>> {
    const { source, ...list } = door.body;
    const merged = await this.merged.ask<CalendarPreview>('billing.calendar.preview', door, list);
    if (!merged.ok) return merged;
    const contracts = await Promise.all(
      merged.value.results.map(async ({ contract, result }) => {
        if (!result.concerned) return { contract, outcome: 'not-concerned' as const };
        if (result.stands) return { contract, outcome: 'stands' as const };
        const fact = { type: 'calendar.published', ...list, source };
        const recorded = await this.requests.command('billing.fact.record', door, contract, { fact });
        if (recorded.ok) return { contract, outcome: 'published' as const };
        const { message, messageEn } = recorded.error;
        return { contract, outcome: 'refused' as const, message, ...(messageEn ? { messageEn } : {}) };
      }),
    );
    const published = contracts.filter(({ outcome }) => outcome === 'published').map(({ contract }) => contract);
    if (published.length > 0)
      await this.audit.note(door, 'calendar.published', { year: list.year, contracts: published });
    return { ok: true, value: { contracts, missing: merged.value.rest.missing } };
  }
}
