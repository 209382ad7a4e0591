import { Injectable } from '@nestjs/common';
import type { Fact } from '@weibao/exchange';
import { factOf, services, type FactsPage } from '@weibao/messages';
import type { Answered } from '../door/answers.js';
import type { Door } from '../door/door.js';
import { ServiceRequests } from '../door/service-requests.js';

/** All facts that a contract has, read from their three owners, page by page. */
@Injectable()
export class StoredFacts {
  constructor(private readonly requests: ServiceRequests) {}

  async of(door: Door, contract: string): Promise<Answered<Fact[]>> {
    const facts: Fact[] = [];
    for (const service of services) {
      let after = 0;
      for (;;) {
        const page = await this.requests.query<FactsPage>(`${service}.facts.read`, door, contract, {
          after,
          limit: 500,
        });
        if (!page.ok) return { ok: false, error: page.error };
        facts.push(...page.result.facts.map(factOf));
        const last = page.result.facts.at(-1)?.position;
        if (last === undefined || last >= page.result.head) break;
        after = last;
      }
    }
    return { ok: true, value: facts };
  }
}
