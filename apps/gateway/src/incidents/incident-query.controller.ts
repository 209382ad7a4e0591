import { Controller } from '@nestjs/common';
import type { IncidentDetail, IncidentPage, IncidentView } from '@weibao/messages';
import { MergedQueries } from '../contracts/merged-queries.js';
import type { Answered } from '../door/answers.js';
import { Through, type Door } from '../door/door.js';
import { At } from '../door/route.js';
import { ServiceRequests, type Queried } from '../door/service-requests.js';
import { getIncident, listIncidents, openIncidents, similarIncidents } from './incident.routes.js';
import { byTimeLeft } from './time-left.js';

/** A wall shows no more, and no contract has as many open at once: what runs away stops here. */
const MOST_OPEN = 2000;

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

  @At(similarIncidents)
  similar(@Through() door: Door<typeof similarIncidents>): Promise<Answered<unknown>> {
    const { contract, incident } = door.params;
    return this.requests.one<IncidentPage, Pick<IncidentPage, 'incidents'>>(
      'incident.similar.list',
      door,
      contract,
      { incident },
      ({ incidents }) => ({ incidents }),
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

  /** Open incidents of one contract, its pages followed to the end; complete to where the first page was. */
  private async openOf(door: Door, contract: string): Promise<Queried<IncidentView[]>> {
    const ask = (body: { after?: string }) =>
      this.requests.query<IncidentPage>('incident.open.list', door, contract, body);
    const first = await ask({});
    if (!first.ok) return first;
    const incidents = [...first.result.incidents];
    let { next } = first.result;
    while (next !== null && incidents.length < MOST_OPEN) {
      const page: Queried<IncidentPage> = await ask({ after: next });
      if (!page.ok) return page;
      incidents.push(...page.result.incidents);
      next = page.result.next;
    }
    return { ...first, result: incidents };
  }
}
