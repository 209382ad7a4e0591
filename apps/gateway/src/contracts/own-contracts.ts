import { Inject, Injectable } from '@nestjs/common';
import type { ContractView, Reply } from '@weibao/messages';
import { RequestClient } from '@weibao/service-kit';
import { CLOCK, type Clock } from '../config.js';
import type { Caller } from '../door/caller.js';
import { contractAllowed } from '../tokens/token.rules.js';

/** How long a list is taken as it was. A registration that comes by on the stream ends it sooner. */
const REMEMBER_MS = 10_000;
const REMEMBER_COUNT = 1000;

type Listed = Reply<{ contracts: ContractView[] }>;

/** Which contracts the caller's organisation has a part in, as billing-svc says. A token sees those of its scope. */
@Injectable()
export class OwnContracts {
  private readonly remembered = new Map<string, { listed: Promise<Listed>; untilMs: number }>();

  constructor(
    private readonly client: RequestClient,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(caller: Caller, requestId: string, trials = false): Promise<Reply<ContractView[]>> {
    const reply = await this.list(caller, requestId, trials);
    if (!reply.ok) return reply;
    const { by } = caller;
    const contracts = reply.result.contracts.filter(
      (view) => by.kind === 'session' || contractAllowed(by.scope, view.contract),
    );
    return { ok: true, result: contracts, heads: {} };
  }

  forgetAll(): void {
    this.remembered.clear();
  }

  private list(caller: Caller, requestId: string, trials: boolean): Promise<Listed> {
    const { organisation, role } = caller.actor;
    const key = `${organisation} ${role} ${trials}`;
    const nowMs = this.clock();
    const known = this.remembered.get(key);
    if (known && nowMs < known.untilMs) return known.listed;
    const listed = this.client.ask<{ contracts: ContractView[] }>('billing.contract.list', {
      contract: 'all',
      actor: caller.actor,
      body: { trials },
      requestId,
    });
    if (this.remembered.size >= REMEMBER_COUNT) this.remembered.clear();
    this.remembered.set(key, { listed, untilMs: nowMs + REMEMBER_MS });
    // A list that could not be had is asked for again by the next caller.
    void listed.then((reply) => {
      if (!reply.ok && this.remembered.get(key)?.listed === listed) this.remembered.delete(key);
    });
    return listed;
  }
}
