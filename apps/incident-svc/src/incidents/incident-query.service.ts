import { Injectable } from '@nestjs/common';
import { explainClock, incidentStates, settleClocks, type ClockLine, type Input } from '@weibao/engine';
import type { IncidentDetail, IncidentPage, IncidentView, Reply } from '@weibao/messages';
import { answer, ContractRecords, type Call, type ContractRecord } from '@weibao/service-kit';
import { TermsLibrary } from '../terms/terms-library.js';
import { unknownIncident } from './command-context.js';
import { byTimeLeft } from './incident-order.js';
import { fitting, isCursor, pageOf, wanted } from './incident-page.js';
import { historyOf, incidentView } from './incident.view.js';
import { RecordLookup } from './record-lookup.js';
import { refusalOf, type CommandFault } from './refusal.js';

/** Answers what is recorded of incidents, with the clocks that the engine computes at the moment of the question. */
@Injectable()
export class IncidentQueryService {
  constructor(
    private readonly records: ContractRecords,
    private readonly library: TermsLibrary,
  ) {}

  /**
   * Open incidents by time left. A message holds some 80 of them; should a contract ever have more, the most pressing are answered and
   * incident.list, which is paged, has them all.
   */
  async openList(call: Call<'incident.open.list'>): Promise<Reply<IncidentView[]>> {
    const record = await this.records.get(call.contract);
    const open = this.viewsOf(record, Date.now())
      .filter((view) => view.open)
      .sort(byTimeLeft);
    const shown = fitting(open, open.length);
    if (shown.length < open.length)
      call.log.warn({ open: open.length, shown: shown.length }, 'more open incidents than a message holds');
    return answer(shown, record.heads);
  }

  async list(call: Call<'incident.list'>): Promise<Reply<IncidentPage>> {
    const { after } = call.body;
    if (after !== undefined && !isCursor(after)) return { ok: false, error: refusalOf([notACursor(after)]) };
    const record = await this.records.get(call.contract);
    const views = this.viewsOf(record, Date.now()).filter((view) => wanted(view, call.body));
    return answer(pageOf(views, after, call.body.limit), record.heads);
  }

  /** One incident; one that was merged is answered by the incident that stands for it. */
  async get(call: Call<'incident.get'>): Promise<Reply<IncidentDetail>> {
    const record = await this.records.get(call.contract);
    const nowMs = Date.now();
    const input = this.inputOf(record, nowMs);
    const lookup = new RecordLookup(record.facts);
    const state = incidentStates(input).find((known) => known.members.includes(call.body.incident));
    if (!state) {
      const context = { contract: call.contract, terms: input.terms, record: lookup, nowMs, by: 'hospital' as const };
      return { ok: false, error: refusalOf([unknownIncident(context, call.body.incident)]) };
    }
    const clocks = settleClocks(input).clocks.filter((clock) => clock.subject === state.incident);
    const detail: IncidentDetail = {
      ...incidentView(call.contract, input.terms, lookup, state, clocks),
      history: historyOf(lookup, record.facts, state.members),
      explanations: clocks.flatMap((clock) => explainClock(input, clock.subject, clock.clause) ?? []),
    };
    return answer(detail, record.heads);
  }

  private viewsOf(record: ContractRecord, nowMs: number): IncidentView[] {
    const input = this.inputOf(record, nowMs);
    const lookup = new RecordLookup(record.facts);
    const clocks = new Map<string, ClockLine[]>();
    for (const clock of settleClocks(input).clocks)
      clocks.set(clock.subject, [...(clocks.get(clock.subject) ?? []), clock]);
    return incidentStates(input).map((state) =>
      incidentView(record.contract, input.terms, lookup, state, clocks.get(state.incident) ?? []),
    );
  }

  private inputOf(record: ContractRecord, asOfMs: number): Input {
    return { terms: this.library.of(record), facts: record.facts, asOfMs };
  }
}

const notACursor = (after: string): CommandFault => ({
  code: 'INCIDENT.BAD_CURSOR',
  place: 'after',
  zh: `“${after.slice(0, 60)}”不是列表的续页标记。请原样传回上一页的 next，或不填以从头列出。`,
  en: `"${after.slice(0, 60)}" does not continue a list. Pass the next of the page before as it is, or leave it out to start anew.`,
});
