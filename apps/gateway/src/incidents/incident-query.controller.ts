import { Controller } from '@nestjs/common';
import type { IncidentDetail, IncidentPage, IncidentView } from '@weibao/messages';
import { MergedQueries } from '../contracts/merged-queries.js';
import type { Answered } from '../door/answers.js';
import { Through, type Door } from '../door/door.js';
import { At } from '../door/route.js';
import { ServiceRequests } from '../door/service-requests.js';
import { getIncident, listIncidents, openIncidents } from './incident.routes.js';
import { byTimeLeft } from './time-left.js';

@Controller()
export class IncidentQueryController {
  constructor(
    private readonly requests: ServiceRequests,
    private readonly merged: MergedQueries,
  ) {}

  @At(openIncidents)
  async open(@Through() door: Door<typeof openIncidents>): Promise<Answered<unknown>> {
    const merged = await this.merged.ask<IncidentView[] | { incidents: IncidentView[] }>(
      'incident.open.list',
      door,
      {},
    );
    if (!merged.ok) return merged;
    const incidents = merged.value.results
      .flatMap(({ result }) => (Array.isArray(result) ? result : result.incidents))
      .sort(byTimeLeft);
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
}
