import { Injectable } from '@nestjs/common';
import { factSchema, parseFacts, type Fact, type Fault } from '@weibao/exchange';
import type { Heads, Service } from '@weibao/messages';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answered } from '../door/answers.js';
import type { Door } from '../door/door.js';
import { ServiceRequests } from '../door/service-requests.js';
import { importFaults, inOriginalPlaces, notSettled, partlyStored } from './import.refusals.js';
import {
  bytesOf,
  CHUNK_BYTES,
  commandIdOf,
  factsById,
  ownerOfFact,
  splitImport,
  withIds,
  type Placed,
} from './split.js';
import { StoredFacts } from './stored-facts.js';

export interface Imported {
  facts: number;
  heads: Heads; // positions that billing-svc has reached, this import included
  commandId: string;
}

const SETTLED_WITHIN_MS = 20_000;

/**
 * The import door. Everything is read and checked first; then each owner gets its facts in messages below the size that travels. The answer waits
 * until billing-svc holds them all, so that the next question for an outcome is answered with them.
 */
@Injectable()
export class ImportService {
  constructor(
    private readonly requests: ServiceRequests,
    private readonly stored: StoredFacts,
  ) {}

  async import(door: Door, contract: string, input: readonly unknown[]): Promise<Answered<Imported>> {
    const read = await this.read(door, contract, input);
    if (!read.ok) return read;
    const facts = read.value.map(({ fact }) => fact);
    const commandId = door.hasOwnCommandId ? door.commandId : commandIdOf(contract, facts);
    const wanted: Heads = {};
    let storedBefore = 0;
    for (const chunk of splitImport(read.value, commandId)) {
      const body = { facts: chunk.items.map(({ fact }) => fact) };
      const operation = `${chunk.service}.facts.import` as const;
      const reply = await this.requests.command(operation, door, contract, body, chunk.commandId);
      if (!reply.ok) {
        const refusal = inOriginalPlaces(
          reply.error,
          chunk.items.map(({ index }) => index),
        );
        return { ok: false, error: storedBefore === 0 ? refusal : partlyStored(refusal, storedBefore) };
      }
      storedBefore += chunk.items.length;
      for (const [service, position] of Object.entries(reply.value.heads) as [Service, number][])
        wanted[service] = Math.max(wanted[service] ?? 0, position);
    }
    const heads = await this.untilSettled(door, contract, wanted);
    if (!heads) return { ok: false, error: notSettled(contract, facts.length) };
    return { ok: true, value: { facts: facts.length, heads, commandId } };
  }

  /** Reads the facts, against each other and, where they name what is not among them, against what the contract has. */
  private async read(door: Door, contract: string, input: readonly unknown[]): Promise<Answered<Placed[]>> {
    const alone = parseFacts(input);
    if (alone.ok) return this.place(withIds(alone.value), []);
    const stored = await this.stored.of(door, contract);
    if (!stored.ok) return stored;
    const known = withoutRepeats(stored.value, input);
    const together = parseFacts([...known, ...input], (index) => `facts[${index - known.length}]`);
    if (together.ok) return this.place(withIds(together.value.slice(known.length)), known);
    // What is stored was judged when it was stored; its places are below zero here.
    const ours = together.faults.filter(({ place }) => !place.startsWith('facts[-'));
    if (ours.length > 0) return { ok: false, error: importFaults(ours) };
    return this.place(withIds(input.flatMap((item) => factSchema.safeParse(item).data ?? [])), known);
  }

  private place(facts: readonly Fact[], known: readonly Fact[]): Answered<Placed[]> {
    const byId = factsById([...known, ...facts]);
    const faults: Fault[] = [];
    const placed = facts.flatMap((fact, index): Placed[] => {
      if (bytesOf(fact) > CHUNK_BYTES)
        faults.push({ place: `facts[${index}]`, message: `expected at most ${CHUNK_BYTES / 1024} KB, got more` });
      const service = ownerOfFact(fact, byId);
      if (service) return [{ fact, index, service }];
      faults.push({ place: `facts[${index}].fact`, message: 'the chain of facts that it names ends nowhere' });
      return [];
    });
    return faults.length > 0 ? { ok: false, error: importFaults(faults) } : { ok: true, value: placed };
  }

  /** Waits until billing-svc has reached these positions; null when it takes too long. */
  private async untilSettled(door: Door, contract: string, wanted: Heads): Promise<Heads | null> {
    const untilMs = performance.now() + SETTLED_WITHIN_MS;
    for (let waitMs = 10; ; waitMs = Math.min(waitMs * 2, 250)) {
      const reply = await this.requests.query('billing.contract.get', door, contract, {});
      if (reply.ok && reaches(reply.heads, wanted)) return reply.heads;
      if (performance.now() + waitMs > untilMs) return null;
      await sleep(waitMs);
    }
  }
}

const reaches = (heads: Heads, wanted: Heads): boolean =>
  (Object.entries(wanted) as [Service, number][]).every(([service, position]) => (heads[service] ?? 0) >= position);

/** A fact that is sent again is judged by its owner, who knows what it said the first time. */
function withoutRepeats(stored: readonly Fact[], sent: readonly unknown[]): Fact[] {
  const again = new Set(sent.map((item) => (item as { id?: unknown } | null)?.id));
  return stored.filter(({ id }) => id === undefined || !again.has(id));
}
