import { Injectable } from '@nestjs/common';
import { explainClock, incidentStates, settleClocks, type ClockLine, type IncidentSummary } from '@weibao/engine';
import type { IncidentDetail, IncidentPage, IncidentView, Reply } from '@weibao/messages';
import { answer, refusalOf, type Call, type CommandFault } from '@weibao/service-kit';
import { ContractFiles, type ContractFile } from '../records/contract-files.js';
import { Resting } from '../records/resting.js';
import { unknownIncident } from './command-context.js';
import { byTimeLeft } from './incident-order.js';
import { isCursor, pageOf, wanted } from './incident-page.js';
import { historyOf, incidentView } from './incident.view.js';
import { asSeenFrom, isOfPlace, placeOf, type Place } from './reporter-place.js';
import { similarTo } from './similar-incidents.js';

/** More is no choice for a person on the telephone. */
const MOST_SIMILAR = 10;

/** Answers what is recorded of incidents, with the clocks that the engine computes at the moment of the question. */
@Injectable()
export class IncidentQueryService {
  private readonly resting = new Resting();

  constructor(private readonly files: ContractFiles) {}

  /**
   * Open incidents, in pages from the latest report on, each page by time left. A message holds some 80 of them; the order of the pages does not change
   * while clocks run, so that whoever follows them to the end has every incident once.
   */
  async openList(call: Call<'incident.open.list'>): Promise<Reply<IncidentPage>> {
    const { after } = call.body;
    if (after !== undefined && !isCursor(after)) return { ok: false, error: refusalOf([notACursor(after)]) };
    const file = await this.files.open(call.contract);
    const { heads } = file.record;
    const open = this.openViews(file, placeOf(call.actor));
    const page = pageOf(open, after, open.length);
    return answer({ ...page, incidents: page.incidents.sort(byTimeLeft) }, heads);
  }

  async similar(call: Call<'incident.similar.list'>): Promise<Reply<IncidentPage>> {
    const file = await this.files.open(call.contract);
    const open = this.openViews(file, placeOf(call.actor));
    return answer(pageOf(similarTo(call.body.incident, open), undefined, MOST_SIMILAR), file.record.heads);
  }

  async list(call: Call<'incident.list'>): Promise<Reply<IncidentPage>> {
    const { after } = call.body;
    if (after !== undefined && !isCursor(after)) return { ok: false, error: refusalOf([notACursor(after)]) };
    const file = await this.files.open(call.contract);
    const { heads } = file.record;
    const input = this.files.inputOf(file, Date.now());
    const views = this.viewsOf(file, incidentStates(input), settleClocks(input).clocks, placeOf(call.actor));
    const page = pageOf(
      views.filter((view) => wanted(view, call.body)),
      after,
      call.body.limit,
    );
    return answer(page, heads);
  }

  /** One incident; one that was merged is answered by the incident that stands for it. */
  async get(call: Call<'incident.get'>): Promise<Reply<IncidentDetail>> {
    const file = await this.files.open(call.contract);
    const { heads } = file.record;
    const { incident } = call.body;
    const nowMs = Date.now();
    const group = file.groups.of(incident);
    const input = this.files.inputOf(file, nowMs, file.groups.factsOf(group ? [group] : []));
    const state = incidentStates(input).find((known) => known.members.includes(incident));
    const context = {
      contract: call.contract,
      terms: input.terms,
      record: file.lookup,
      nowMs,
      by: 'hospital' as const,
    };
    const unknown = () => ({ ok: false as const, error: refusalOf([unknownIncident(context, incident)]) });
    const place = placeOf(call.actor);
    if (!state || (place !== null && !isOfPlace(file.lookup, incident, place))) return unknown();
    const clocks = settleClocks(input).clocks.filter((clock) => clock.subject === state.incident);
    const detail: IncidentDetail = {
      ...incidentView(call.contract, input.terms, file.lookup, state, clocks),
      history: historyOf(file.lookup, group?.facts ?? [], state.members),
      explanations: clocks.flatMap((clock) => explainClock(input, clock.subject, clock.clause) ?? []),
    };
    const seen = asSeenFrom(place, file.lookup, state.members, detail);
    return seen ? answer(seen, heads) : unknown();
  }

  private openViews(file: ContractFile, place: Place | null): IncidentView[] {
    const settled = this.files.settle(file, this.resting.awake(file.groups), Date.now());
    for (const group of settled.finished) this.resting.rest(group);
    return this.viewsOf(file, settled.incidents, settled.clocks, place).filter((view) => view.open);
  }

  private viewsOf(
    file: ContractFile,
    incidents: readonly IncidentSummary[],
    clocks: readonly ClockLine[],
    place: Place | null,
  ): IncidentView[] {
    const { terms } = this.files.inputOf(file, 0);
    const bySubject = new Map<string, ClockLine[]>();
    for (const clock of clocks) {
      const list = bySubject.get(clock.subject);
      if (list) list.push(clock);
      else bySubject.set(clock.subject, [clock]);
    }
    return incidents.flatMap((state) => {
      const clocksOf = bySubject.get(state.incident) ?? [];
      const view = incidentView(file.record.contract, terms, file.lookup, state, clocksOf);
      return asSeenFrom(place, file.lookup, state.members, view) ?? [];
    });
  }
}

const notACursor = (after: string): CommandFault => ({
  code: 'INCIDENT.BAD_CURSOR',
  place: 'after',
  zh: `“${after.slice(0, 60)}”不是列表的续页标记。请原样传回上一页的 next，或不填以从头列出。`,
  en: `"${after.slice(0, 60)}" does not continue a list. Pass the next of the page before as it is, or leave it out to start anew.`,
});
