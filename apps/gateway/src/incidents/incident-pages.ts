import { Injectable } from '@nestjs/common';
import type { IncidentPage, IncidentView } from '@weibao/messages';
import type { Door } from '../door/door.js';
import { ServiceRequests, type Queried } from '../door/service-requests.js';

/** A wall shows no more, and no contract has as many open at once: what runs away stops here. */
const MOST = 2000;

/** Lists of incidents whose pages are followed to the end; complete to where the first page was. */
@Injectable()
export class IncidentPages {
  constructor(private readonly requests: ServiceRequests) {}

  open(door: Door, contract: string): Promise<Queried<IncidentView[]>> {
    return this.follow((after) => this.requests.query<IncidentPage>('incident.open.list', door, contract, after));
  }

  /** Closed, and a report is still owed. */
  owing(door: Door, contract: string): Promise<Queried<IncidentView[]>> {
    const state = { state: 'owing' };
    return this.follow((after) =>
      this.requests.query<IncidentPage>('incident.list', door, contract, { ...state, ...after }),
    );
  }

  private async follow(
    ask: (body: { after?: string }) => Promise<Queried<IncidentPage>>,
  ): Promise<Queried<IncidentView[]>> {
    const first = await ask({});
    if (!first.ok) return first;
    const incidents = [...first.result.incidents];
    let { next } = first.result;
    while (next !== null && incidents.length < MOST) {
      const page = await ask({ after: next });
      if (!page.ok) return page;
      incidents.push(...page.result.incidents);
      next = page.result.next;
    }
    return { ...first, result: incidents };
  }
}
