import { Injectable } from '@nestjs/common';
import type { IncidentPage } from '@weibao/messages';
import { RequestClient } from '@weibao/service-kit';
import type { Caller } from '../door/caller.js';
import type { Sees } from './stream-hub.js';

/** No place has as many open at once; what runs away stops here. */
const MOST_PAGES = 10;

/**
 * What a reporter hears on the live stream: reports of its place as they come, and what happens to those that were open when it began to listen.
 * incident-svc says which these are, by the same rule as in its lists. News of incidents closed before are seen when the page asks again.
 */
@Injectable()
export class ReporterPlace {
  constructor(private readonly client: RequestClient) {}

  async seesOf({ actor }: Caller, contracts: readonly string[], requestId: string): Promise<Sees> {
    const key = (contract: string, incident: string) => `${contract}/${incident}`;
    const lists = await Promise.all(contracts.map((contract) => this.openOf(actor, contract, requestId)));
    const own = new Set(lists.flat().map(({ contract, incident }) => key(contract, incident)));
    const parties = new Set(contracts);
    const place = [actor.institution, actor.department] as const;
    return ({ contract, incident, reportedFrom }) => {
      if (incident === undefined || !parties.has(contract)) return false;
      const from = reportedFrom && [reportedFrom.institution, reportedFrom.department];
      if (from && place.some(Boolean) && place.every((named, field) => named === undefined || named === from[field]))
        own.add(key(contract, incident));
      return own.has(key(contract, incident));
    };
  }

  private async openOf(actor: Caller['actor'], contract: string, requestId: string) {
    const found: { contract: string; incident: string }[] = [];
    let after: string | null = null;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const body: { after?: string } = after === null ? {} : { after };
      const reply = await this.client.ask<IncidentPage>('incident.open.list', { contract, actor, body, requestId });
      if (!reply.ok) break; // not heard of until the next connection; lists are asked for again anyway
      found.push(...reply.result.incidents.map(({ incident }) => ({ contract, incident })));
      ({ next: after } = reply.result);
      if (after === null) break;
    }
    return found;
  }
}
