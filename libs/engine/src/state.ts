import type { AmountRule, Terms } from '@weibao/contract-terms';
import { parseInstant, type Fact } from '@weibao/exchange';
import type { Amount } from './amount-steps.js';
import { Book } from './book.js';
import { isExceeded, type Clock } from './clock-line.js';
import { demandClocks, demandsOf, type DemandState } from './demands.js';
import { dutiesOf } from './duties.js';
import { historyAt } from './history.js';
import { incidentClocks } from './incident-clocks.js';
import { incidentsOf, type IncidentState } from './incidents.js';
import { Moment } from './moment.js';
import { stoppedAtTheEnd } from './stopped-clocks.js';
import type { Duty } from './owed-duty.js';
import type { Version } from './versions.js';

/** What the engine is given: terms, facts in any order, the moment asked about. The fact contract.registered carries the parameters. */
export interface Input {
  terms: Terms;
  facts: readonly Fact[];
  asOfMs: number;
  /** When a right ends the contract, where whoever asks with a part of its facts knows it from all of them: `endOfContract`. */
  endsMs?: number | null;
}

export const parseMs = (text: string): number => {
  const ms = parseInstant(text);
  if (ms === null) throw new Error(`"${text}" is no instant: facts must be validated before they are computed`);
  return ms;
};

/** Everything that the lists of an outcome are made of, each part computed once and from the facts alone. */
export class State {
  readonly moment: Moment;
  readonly book: Book;
  /** How each clause's amount is made under each version of the terms. */
  readonly amounts = new Map<AmountRule, Map<Version, Amount>>();
  private readonly versionStates = new Map<Version, State>();
  private incidentList: readonly IncidentState[] | null = null;
  private demandList: DemandState[] | null = null;
  private clockList: Clock[] | null = null;
  private exceededList: Clock[] | null = null;
  private clocksBySubject: Map<string, Clock[]> | null = null;
  private dutyList: Duty[] | null = null;
  private mergedAway: ReadonlyMap<string, string> | null = null;

  constructor(input: Input, endedMs: number | null = null) {
    this.moment = new Moment(input.asOfMs);
    this.book = new Book(input.terms, historyAt(input.facts, input.asOfMs), this.moment, endedMs);
  }

  /** The same, read as one version of the terms has it: what it looks at is found once, for all versions. */
  as(version: Version): State {
    if (this.book.versions.length === 1) return this;
    let own = this.versionStates.get(version);
    if (!own) {
      void [this.incidents, this.demands, this.clocks, this.exceeded, this.duties, this.clocksOf('')];
      own = Object.create(this, { book: { value: this.book.as(version) } }) as State;
      this.versionStates.set(version, own);
    }
    return own;
  }

  /** What began on a day, read as the version that measures it. */
  on(day: number): State {
    return this.as(this.book.on(day));
  }

  /** What each version of the terms measures, read as it has it: nothing that began under one is measured by another (decision 0015). */
  byVersion<T>(measured: (own: State) => readonly T[]): T[] {
    return this.book.versions.flatMap((version) => measured(this.as(version)));
  }

  get incidents(): readonly IncidentState[] {
    return (this.incidentList ??= incidentsOf(this.book));
  }

  /** The incident that stands for one that was merged away: merged incidents are one, in what is decided about them too. */
  standsFor(subject: string): string {
    this.mergedAway ??= new Map(
      this.incidents.flatMap(({ incident, members }) =>
        members.length > 1 ? members.map((member) => [member, incident] as const) : [],
      ),
    );
    return this.mergedAway.get(subject) ?? subject;
  }

  get demands(): readonly DemandState[] {
    return (this.demandList ??= demandsOf(this.book, parseMs));
  }

  get clocks(): readonly Clock[] {
    return (this.clockList ??= this.clocksAbout(this.incidents, this.demands));
  }

  /** The clocks that were missed, firm or not. */
  get exceeded(): readonly Clock[] {
    return (this.exceededList ??= this.clocks.filter(isExceeded));
  }

  /** The clocks of one incident or demand. */
  clocksOf(subject: string): readonly Clock[] {
    return (this.clocksBySubject ??= bySubject(this.clocks)).get(subject) ?? [];
  }

  /** The same, without computing any other. */
  clocksOnlyOf(subject: string): readonly Clock[] {
    const incidents = this.incidents.filter((incident) => incident.incident === subject);
    const demands = this.demands.filter((demand) => demand.demand === subject);
    return this.clocksAbout(incidents, demands);
  }

  private clocksAbout(incidents: readonly IncidentState[], demands: readonly DemandState[]): Clock[] {
    return stoppedAtTheEnd(this.book, (book) => [
      ...incidentClocks(book, incidents),
      ...demands.flatMap((demand) => demandClocks(book, demand)),
    ]);
  }

  get duties(): readonly Duty[] {
    return (this.dutyList ??= dutiesOf(this.book));
  }
}

/** Those of a subject mostly stand together. */
function bySubject(clocks: readonly Clock[]): Map<string, Clock[]> {
  const found = new Map<string, Clock[]>();
  let own: Clock[] | undefined;
  let subject: string | null = null;
  for (const clock of clocks) {
    if (clock.subject !== subject) {
      subject = clock.subject;
      own = found.get(subject);
      if (!own) found.set(subject, (own = []));
    }
    own?.push(clock);
  }
  return found;
}
