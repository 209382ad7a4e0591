import { Controller } from '@nestjs/common';
import { MAX_MESSAGE_BYTES, type IncidentDetail, type IncidentPage, type IncidentView } from '@weibao/messages';
import { MergedQueries } from '../contracts/merged-queries.js';
import type { Answered } from '../door/answers.js';
import { Through, type Door } from '../door/door.js';
import { At } from '../door/route.js';
import { ServiceRequests, type Queried } from '../door/service-requests.js';
import { getIncident, listIncidents, openIncidents } from './incident.routes.js';
import { byTimeLeft } from './time-left.js';

/** Incidents a page: with their clocks about 1.5 KB each, so that a page stays well below what travels in one message. */
const PAGE = 80;

@Controller()
export class IncidentQueryController {
  constructor(
    private readonly requests: ServiceRequests,
    private readonly merged: MergedQueries,
  ) {}

  @At(openIncidents)
  async open(@Through() door: Door<typeof openIncidents>): Promise<Answered<unknown>> {
    const merged = await this.merged.each(door, (contract) => this.openOf(door, contract));
    if (!merged.ok) return merged;
    const incidents = merged.value.results.flatMap(({ result }) => result).sort(byTimeLeft);
    return { ok: true, value: { incidents, ...merged.value.rest } };
  }

  @At(listIncidents)
  list(@Through() door: Door<typeof listIncidents>): Promise<Answered<unknown>> {
    return this.requests.one<IncidentPage, IncidentPage>(
      'incident.list',
      door,
      door.params.contract,
      door.query,
      ({ incidents, next }) => ({ incidents, next }),
    );
  }

  @At(getIncident)
  get(@Through() door: Door<typeof getIncident>): Promise<Answered<unknown>> {
    const { contract, incident } = door.params;
    return this.requests.one<IncidentDetail, { incident: IncidentDetail }>(
      'incident.get',
      door,
      contract,
      { incident },
      (detail) => ({ incident: detail }),
    );
  }

  /** Open incidents of one contract. More than one message holds come page by page, complete to where the first page was. */
  private async openOf(door: Door, contract: string): Promise<Queried<IncidentView[]>> {
    const whole = await this.requests.query<IncidentView[]>('incident.open.list', door, contract, {});
    if (whole.ok ? !mayBeCut(whole.result) : whole.error.code !== 'REPLY.TOO_LARGE') return whole;
    const incidents: IncidentView[] = [];
    let first: Queried<IncidentPage> | undefined;
    for (let after: string | null | undefined; after !== null;) {
      const body = { state: 'open', limit: PAGE, ...(after === undefined ? {} : { after }) };
      const page: Queried<IncidentPage> = await this.requests.query('incident.list', door, contract, body);
      if (!page.ok) return page;
      first ??= page;
      incidents.push(...page.result.incidents);
      after = page.result.next;
    }
    return { ...(first ?? whole), ok: true, result: incidents, heads: first?.ok ? first.heads : {} };
  }
}

/** incident-svc gives as many as fit a message, those with the least time left. A list that fills half of one may have been cut. */
const mayBeCut = (incidents: readonly IncidentView[]): boolean =>
  incidents.length > 20 && Buffer.byteLength(JSON.stringify(incidents)) > MAX_MESSAGE_BYTES / 2;
