import { parseInstant, stages, type Fact, type FactOf, type Stage } from '@weibao/exchange';

/** What is recorded of one incident and not withdrawn. A mere look at the record: no deadline is worked out here. */
export interface IncidentEntries {
  incident: string;
  report: FactOf<'incident.reported'>;
  stages: ReadonlyMap<Stage, Fact>; // of a stage recorded twice the earlier
  mergedInto: string | null;
  waiting: Fact | null; // the wait on the hospital that has not ended
  waitEnded: Fact | null; // the end of the last wait that has
}

const isStage = (text: string): text is Stage => (stages as readonly string[]).includes(text);
const atMs = (fact: Fact): number => parseInstant(fact.at) ?? 0;
const byTime = (a: Fact, b: Fact): number => atMs(a) - atMs(b);

/** A contract's record, arranged for deciding commands; it grows with the record. */
export class RecordLookup {
  private readonly byId = new Map<string, Fact>();
  private readonly withdrawals = new Map<string, Fact>();
  private readonly confirmations = new Map<string, Fact[]>();
  private readonly ofIncident = new Map<string, Fact[]>();

  constructor(facts: readonly Fact[] = []) {
    this.add(facts);
  }

  add(facts: readonly Fact[]): void {
    for (const fact of facts) {
      if (fact.id !== undefined) this.byId.set(fact.id, fact);
      if (fact.type === 'fact.withdrawn') this.withdrawals.set(fact.fact, fact);
      if (fact.type === 'fact.confirmed') append(this.confirmations, fact.fact, fact);
      const incident = fact['incident'];
      if (typeof incident === 'string') append(this.ofIncident, incident, fact);
    }
  }

  fact(id: string): Fact | undefined {
    return this.byId.get(id);
  }

  /** The withdrawal of a fact; one that was itself withdrawn (an import may bring such) takes nothing back. */
  withdrawalOf(fact: Fact): Fact | undefined {
    const withdrawal = fact.id === undefined ? undefined : this.withdrawals.get(fact.id);
    return withdrawal && !this.withdrawalOf(withdrawal) ? withdrawal : undefined;
  }

  /** The confirmation of a fact that stands. */
  confirmationOf(fact: Fact): Fact | undefined {
    const given = fact.id === undefined ? undefined : this.confirmations.get(fact.id);
    return given?.find((confirmation) => !this.withdrawalOf(confirmation));
  }

  /** Every number that was ever given to an incident, withdrawn reports included. */
  numbersGiven(): Iterable<string> {
    return this.ofIncident.keys();
  }

  /** Undefined when nobody reported the incident, or the report was withdrawn. */
  incident(incident: string): IncidentEntries | undefined {
    const facts = (this.ofIncident.get(incident) ?? []).filter((fact) => !this.withdrawalOf(fact)).sort(byTime);
    const report = facts.find((fact) => fact.type === 'incident.reported');
    if (!report) return undefined;
    const found = new Map<Stage, Fact>();
    let mergedInto: string | null = null;
    let waiting: Fact | null = null;
    let waitEnded: Fact | null = null;
    for (const fact of facts) {
      const step = fact.type.slice('incident.'.length);
      if (isStage(step) && !found.has(step)) found.set(step, fact);
      else if (fact.type === 'incident.merged') mergedInto = fact.into ?? null;
      else if (fact.type === 'incident.wait-started') waiting ??= fact;
      else if (fact.type === 'incident.wait-ended') [waiting, waitEnded] = [null, fact];
    }
    return { incident, report, stages: found, mergedInto, waiting, waitEnded };
  }
}

function append<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
