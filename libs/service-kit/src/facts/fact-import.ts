import { parseInstant, referenceFaults, type Fact, type Fault } from '@weibao/exchange';
import { ownerOf, type Reply, type Service } from '@weibao/messages';
import type { Call } from '../messaging/call.js';
import { refuse } from '../messaging/reply.js';
import { uniqueViolation } from '../runtime/database.js';
import type { ContractRecord, ContractRecords } from './contract-records.js';
import type { FactCopies } from './fact-copies.js';
import { sameContent } from './fact-body.js';
import type { FactStore } from './fact-store.js';

/** The once-key that a fact would hold had it come by a command, such as `incident.reported:I1`; null for a fact that may come again. */
export type OnceKeyOf = (fact: Fact) => string | null;

interface Checked {
  fresh: Fact[]; // not here yet
  faults: Fault[];
  dangling: boolean; // the faults are about things that no fact here reports
}

const TRIES = 3;
const quoted = (text: string): string => JSON.stringify(text);

/** The import door of a service: facts of another system, with the times they became known kept. */
export class FactImport {
  constructor(
    private readonly service: Service,
    private readonly store: FactStore,
    private readonly records: ContractRecords,
    private readonly copies: FactCopies,
    private readonly onceKeyOf: OnceKeyOf,
    private readonly nowMs: () => number = Date.now,
  ) {}

  async import(call: Call<'incident.facts.import'>): Promise<Reply> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.once(call);
      } catch (error) {
        // Another import stored one of these ids meanwhile: read again, then it is a repetition or a conflict.
        if (!uniqueViolation(error) || tries === TRIES) throw error;
      }
    }
  }

  private async once(call: Call<'incident.facts.import'>): Promise<Reply> {
    let record = await this.records.get(call.contract);
    let checked = this.check(record, call.body.facts);
    if (!record.registered || checked.dangling) {
      // What these facts name may stand with another service and be on its way here.
      await this.copies.catchUp(call.contract);
      record = await this.records.get(call.contract);
      if (!record.registered) return unknownContract(call.contract);
      checked = this.check(record, call.body.facts);
    }
    const { fresh, faults } = checked;
    if (faults.length > 0) return refusedFaults(faults);
    const appended = await this.store.append(call, {
      facts: fresh.map((fact) => ({ ...fact, recordedAt: fact.recordedAt ?? fact.at })),
      once: fresh.flatMap((fact, index) => {
        const key = this.onceKeyOf(fact);
        return key === null ? [] : [{ key, fact: index }];
      }),
      onceEnforced: false,
      reply: () => ({ stored: fresh.length, ignored: call.body.facts.length - fresh.length }),
    });
    if (appended.outcome === 'taken' || appended.outcome === 'moved')
      throw new Error(`an import was answered ${appended.outcome}`);
    return appended.reply;
  }

  /** Every fault is named; facts that are here already, with the same content, are left out in silence. */
  private check(record: ContractRecord, given: readonly Fact[]): Checked {
    const faults: Fault[] = [];
    const byId = new Map<string, { fact: Fact; place: string }>();
    for (const fact of record.facts)
      if (fact.id !== undefined)
        byId.set(fact.id, { fact, place: `the fact recorded at ${fact.recordedAt ?? fact.at}` });
    const fresh: Fact[] = [];
    const places: string[] = [];
    given.forEach((fact, index) => {
      const place = `facts[${index}]`;
      const first = fact.id === undefined ? undefined : byId.get(fact.id);
      if (first && sameContent(first.fact, fact)) return;
      if (first)
        faults.push({
          place: `${place}.id`,
          message: `${quoted(fact.id as string)} is also the id of ${first.place} (${first.fact.type}), which says something else`,
        });
      else if (fact.id !== undefined) byId.set(fact.id, { fact, place });
      faults.push(...this.ownFaults(fact, place, record));
      fresh.push(fact);
      places.push(place);
    });
    if (faults.length > 0) return { fresh, faults, dangling: false };
    const before = record.facts.length;
    const references = referenceFaults([...record.facts, ...fresh], (index) =>
      index < before ? '' : (places[index - before] as string),
    );
    const dangling = references.filter((fault) => fault.place.startsWith('facts['));
    return { fresh, faults: dangling, dangling: dangling.length > 0 };
  }

  private ownFaults(fact: Fact, place: string, record: ContractRecord): Fault[] {
    const faults: Fault[] = [];
    const owner = fact.type === 'fact.withdrawn' || fact.type === 'fact.confirmed' ? this.service : ownerOf(fact.type);
    if (owner !== this.service)
      faults.push({
        place: `${place}.type`,
        message: `${quoted(fact.type)} belongs to ${owner}, not to ${this.service}`,
      });
    if (record.trial) return faults;
    for (const field of ['at', 'recordedAt'] as const) {
      const text = fact[field];
      if (text !== undefined && (parseInstant(text) as number) > this.nowMs())
        faults.push({ place: `${place}.${field}`, message: `${quoted(text)} is in the future` });
    }
    return faults;
  }
}

function unknownContract(contract: string): Reply<never> {
  return refuse(
    'IMPORT.UNKNOWN_CONTRACT',
    `合同 ${contract} 尚未登记,没有导入。请先登记合同,再导入事实。`,
    `The contract ${contract} is not registered; nothing was imported. Register it first.`,
  );
}

function refusedFaults(faults: Fault[]): Reply<never> {
  const lines = faults.map((fault) => `${fault.place}: ${fault.message}`).join('; ');
  return refuse(
    'IMPORT.FAULTS',
    `导入的事实有 ${faults.length} 处错误,一条也没有保存:${lines}。请改正后重新导入。`,
    `The import has ${faults.length} fault(s), nothing was stored: ${lines}. Correct them and import again.`,
    faults,
  );
}
