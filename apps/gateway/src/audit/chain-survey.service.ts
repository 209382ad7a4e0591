import { Injectable } from '@nestjs/common';
import {
  services,
  type ChainFaultView,
  type ChainsCompared,
  type ChainsPage,
  type Refusal,
  type Service,
} from '@weibao/messages';
import { chainFault, RequestClient } from '@weibao/service-kit';
import { AuditRepository } from '../database/audit.repository.js';
import { callerOf, type Door } from '../door/door.js';
import type { Answered } from '../door/answers.js';

/** A long record takes seconds to be computed again. */
const PATIENCE_MS = 60_000;
/** Keeps each contract's first fact, its registration. */
const REGISTRAR = 'billing' satisfies Service;
const WITNESSES_AT_ONCE = 500;
const ENTRIES_AT_ONCE = 2000;

export interface ChainReport {
  chain: string; // `audit`, or `billing/bayannur-emr`
  entries: number;
  fault: ChainFaultView | null;
}

type Witness = ChainsPage['seen'][number] & { seenBy: string };
type Asking = Pick<Door, 'caller' | 'requestId'>;

/** Verifies every chain there is, now: the facts of each contract in each service, against what the other services have copied of them, and the audit. */
@Injectable()
export class ChainSurvey {
  constructor(
    private readonly client: RequestClient,
    private readonly audit: AuditRepository,
  ) {}

  async run(door: Asking): Promise<Answered<ChainReport[]>> {
    const reports = new Map<string, ChainReport>();
    const witnesses: Witness[] = [];
    for (const service of services) {
      let after: string | null = '';
      while (after !== null) {
        const page: Answered<ChainsPage> = await this.ask(`${service}.chain.verify`, door, { after });
        if (!page.ok) return page;
        for (const { contract, facts, fault } of page.value.chains)
          reports.set(`${service}/${contract}`, { chain: `${service}/${contract}`, entries: facts, fault });
        witnesses.push(...page.value.seen.map((seen) => ({ ...seen, seenBy: service })));
        after = page.value.next;
      }
    }
    for (const service of services) {
      const own = witnesses.filter((witness) => witness.service === service);
      for (let start = 0; start < own.length; start += WITNESSES_AT_ONCE) {
        const some = own.slice(start, start + WITNESSES_AT_ONCE);
        const asked = some.map(({ contract, position, hash, seenBy }) => ({ contract, position, hash, seenBy }));
        const compared = await this.ask<ChainsCompared>(`${service}.chain.compare`, door, { witnesses: asked });
        if (!compared.ok) return compared;
        for (const { contract, fault } of compared.value.faults) {
          const chain = `${service}/${contract}`;
          const known = reports.get(chain) ?? { chain, entries: 0, fault: null };
          if (known.fault === null) reports.set(chain, { ...known, fault });
        }
      }
    }
    // Dropped in every service at once, chains and copies, a contract has nobody left who could miss it, but the audit.
    for (const contract of await this.audit.contractsSeen()) {
      const chain = `${REGISTRAR}/${contract}`;
      if (!reports.has(chain))
        reports.set(chain, { chain, entries: 0, fault: { position: 1, kind: 'cut', seenBy: 'audit' } });
    }
    return { ok: true, value: [await this.ofAudit(), ...reports.values()] };
  }

  private async ofAudit(): Promise<ChainReport> {
    // Asked first: what is added meanwhile lies beyond it and is left to the next time.
    const head = await this.audit.head();
    let last = { position: 0, hash: '' };
    const report = (fault: ChainFaultView | null): ChainReport => ({ chain: 'audit', entries: last.position, fault });
    while (last.position < head.position) {
      const entries = await this.audit.chain(last.position, ENTRIES_AT_ONCE);
      const end = entries.at(-1);
      if (!end) return report({ position: last.position + 1, kind: 'cut' });
      const found = chainFault(entries, last);
      if (found?.fault === 'gap') return report({ position: found.position - 1, kind: 'missing' });
      if (found) return report({ position: found.position, kind: 'bent' });
      const atHead = entries.find(({ position }) => position === head.position);
      if (atHead && atHead.hash !== head.hash) return report({ position: head.position, kind: 'rewritten' });
      last = { position: end.position, hash: end.hash };
    }
    return report(null);
  }

  private async ask<Result>(
    operation: `${(typeof services)[number]}.chain.${'verify' | 'compare'}`,
    door: Asking,
    body: Record<string, unknown>,
  ): Promise<{ ok: true; value: Result } | { ok: false; error: Refusal }> {
    const question = { contract: 'all', actor: callerOf(door).actor, body, requestId: door.requestId };
    const reply = await this.client.ask<Result>(operation, question, PATIENCE_MS);
    return reply.ok ? { ok: true, value: reply.result } : { ok: false, error: reply.error };
  }
}
