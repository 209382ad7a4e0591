import { Injectable } from '@nestjs/common';
import { formatInstant } from '@weibao/exchange';
import type { Actor } from '@weibao/messages';
import { ContractRecords, FactStore, StandingFacts, type NewFact } from '@weibao/service-kit';
import { createHash } from 'node:crypto';
import { onceKeyOf } from '../once-keys.js';
import type { Told } from './probe-state.js';

type Watched = { contract: string; system: string };

/** Who speaks in the facts of the prober: the platform's own process. */
const prober: Actor = { account: 'probe', organisation: 'platform', role: 'service' };

/** Of a contract's system, in the names of outages and of commands. */
const markOf = ({ contract, system }: Watched): string =>
  createHash('sha256').update(`${contract}\n${system}`).digest('hex').slice(0, 10);
const outageOf = (watched: Watched, atMs: number): string =>
  `probe-${markOf(watched)}-${formatInstant(atMs).slice(0, 19).replace(/\D/g, '')}`;

/** What a probe found out becomes a fact once: the command's id is made from the probe and the moment, so that a restart in between tells nothing twice. */
@Injectable()
export class ProbeFacts {
  constructor(
    private readonly store: FactStore,
    private readonly records: ContractRecords,
  ) {}

  /** The name of the outage that was opened by it, if one was. */
  async tell(watched: Watched, told: Told): Promise<string | null> {
    const { contract, system } = watched;
    switch (told.type) {
      case 'outage.started': {
        const outage = outageOf(watched, told.atMs);
        await this.append(watched, told.atMs, { type: told.type, outage, system, at: formatInstant(told.atMs) });
        return outage;
      }
      case 'outage.ended':
        // Whoever took the beginning back has taken the outage back.
        if (await this.stands(contract, told.outage))
          await this.append(watched, told.atMs, { type: told.type, outage: told.outage, at: formatInstant(told.atMs) });
        return null;
      case 'monitoring.gap': {
        const [from, to] = [formatInstant(told.fromMs), formatInstant(told.toMs)];
        await this.append(watched, told.toMs, { type: told.type, system, from, to, at: to });
        return null;
      }
      default:
        await this.append(watched, told.atMs, { type: told.type, system, at: formatInstant(told.atMs) });
        return null;
    }
  }

  /** The outage that this probe opened and nobody has ended or taken back: what a process that died in between did not note. */
  async openOutage(watched: Watched): Promise<string | null> {
    const { facts } = await this.records.get(watched.contract);
    const standing = new StandingFacts(facts);
    const ended = new Set(standing.of('outage.ended').map(({ outage }) => outage));
    const ours = `probe-${markOf(watched)}-`;
    const open = standing.of('outage.started').filter(({ outage }) => outage.startsWith(ours) && !ended.has(outage));
    return open.at(-1)?.outage ?? null;
  }

  private async stands(contract: string, outage: string): Promise<boolean> {
    const { facts } = await this.records.get(contract);
    const standing = new StandingFacts(facts);
    return standing.of('outage.started').some((fact) => fact.outage === outage);
  }

  private async append(watched: Watched, atMs: number, said: NewFact): Promise<void> {
    const fact = { ...said, by: 'monitor' } as NewFact;
    const commandId = `probe.${markOf(watched)}.${fact.type}.${atMs}`;
    const envelope = { commandId, requestId: commandId, actor: prober, contract: watched.contract, body: { fact } };
    const key = onceKeyOf(fact as { type: string } & Record<string, unknown>);
    await this.store.append(
      { operation: 'incident.probe', envelope },
      {
        facts: [fact],
        once: key === null ? [] : [{ key, fact: 0 }],
        reply: ([written]) => ({ fact: written?.id }),
      },
    );
  }
}
