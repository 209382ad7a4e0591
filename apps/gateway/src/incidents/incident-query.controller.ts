import { Controller } from '@nestjs/common';
import type { IncidentDetail, IncidentPage } from '@weibao/messages';
import { MergedQueries } from '../contracts/merged-queries.js';
import type { Answered } from '../door/answers.js';
import { Through, type Door } from '../door/door.js';
import { At } from '../door/route.js';
import { ServiceRequests } from '../door/service-requests.js';
import { IncidentPages } from './incident-pages.js';
import { getIncident, listIncidents, openIncidents, similarIncidents } from './incident.routes.js';
import { byTimeLeft } from './time-left.js';

@Controller()
export class IncidentQueryController {
  constructor(
    private readonly requests: ServiceRequests,
    private readonly merged: MergedQueries,
    private readonly pages: IncidentPages,
  ) {}

  @At(openIncidents)
  async open(@Through() door: Door<typeof openIncidents>): Promise<Answered<unknown>> {
    const merged = await this.merged.each(door, (contract) => this.pages.open(door, contract));
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
}
