import { Controller, Inject } from '@nestjs/common';
import { formatInstant, parseInstant } from '@weibao/exchange';
import type { ContractView, OperationName, PostureView, RecordedFactPage, SurveyForm } from '@weibao/messages';
import { Audit } from '../audit/audit.service.js';
import { CLOCK, type Clock } from '../config.js';
import { MergedQueries } from '../contracts/merged-queries.js';
import type { Answered } from '../door/answers.js';
import { callerOf, Through, type Door } from '../door/door.js';
import { badInput, RefusedError } from '../door/refusals.js';
import { At } from '../door/route.js';
import { ServiceRequests } from '../door/service-requests.js';
import * as refused from './survey.refusals.js';
import { SurveyRepository, type Round } from './survey.repository.js';
import * as routes from './survey.routes.js';
import { departmentNames, LONGEST_ROUND_DAYS, MOST_DEPARTMENTS, roundMayClose } from './survey.rules.js';
import { roundView } from './survey.view.js';

type Asking = Pick<Door, 'caller' | 'requestId' | 'commandId'>;

/** Rounds of surveys, for those who send them out: who gets a link, who has answered. What the answers come to, the outcome says. */
@Controller()
export class SurveyController {
  constructor(
    private readonly surveys: SurveyRepository,
    private readonly merged: MergedQueries,
    private readonly requests: ServiceRequests,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @At(routes.listSurveys)
  async list(@Through() door: Door<typeof routes.listSurveys>): Promise<Answered<unknown>> {
    const merged = await this.merged.ask<{ forms: SurveyForm[] }>('inspection.surveys.get', door, {});
    if (!merged.ok) return merged;
    const { results, rest } = merged.value;
    const rounds = await this.surveys.rounds(results.map(({ contract }) => contract));
    const links = await this.surveys.links(rounds.map(({ id }) => id));
    const nowMs = this.clock();
    const surveys = results.map(({ contract, result }) => ({
      contract,
      forms: result.forms,
      rounds: rounds.filter((round) => round.contract === contract).map((round) => roundView(round, links, nowMs)),
    }));
    return { ok: true, value: { surveys, ...rest } };
  }

  @At(routes.openRound)
  async open(@Through() door: Door<typeof routes.openRound>): Promise<Answered<unknown>> {
    const { contract } = door.params;
    const { form: name, event = null, items = [], closesAt } = door.body;
    const form = (await this.formsOf(door, contract)).find((one) => one.form === name);
    if (!form) return { ok: false, error: refused.unknownForm(contract, name) };
    const nowMs = this.clock();
    const closesAtMs = parseInstant(closesAt) ?? 0;
    const faults = this.faults(form, { event, items, closesAt, closesAtMs }, nowMs);
    if (faults.length > 0) return { ok: false, error: badInput(faults) };
    const { metrics } = await this.told<PostureView>('billing.posture.get', door, contract);
    const running = metrics.filter(({ clause, final }) => clause === form.clause && !final).at(-1);
    if (!running) return { ok: false, error: refused.noPeriod(contract) };
    const view = await this.told<ContractView>('billing.contract.get', door, contract);
    const { account, organisation } = callerOf(door).actor;
    const departments = departmentNames(door.body.departments);
    const made = await this.surveys.open(
      {
        contract,
        contractZh: view.nameZh,
        contractEn: view.nameEn,
        form: name,
        clause: form.clause,
        titleZh: form.titleZh,
        titleEn: form.titleEn,
        period: running.period,
        event,
        items,
        itemMax: form.itemMax,
        organisation,
        openedBy: account,
        closesAtMs,
      },
      departments,
      nowMs,
    );
    if ('running' in made)
      return {
        ok: false,
        error: refused.roundIsOpen(form.titleZh, formatInstant(made.running.closesAtMs)),
      };
    const { opened, issued } = made;
    const said = { contract, round: opened.id, form: name, links: issued.map(({ link }) => link) };
    await this.audit.note(door, 'survey.opened', { ...said, closesAt: formatInstant(closesAtMs) });
    return { ok: true, value: { round: await this.shown(opened), links: issued } };
  }

  @At(routes.issueLinks)
  async issue(@Through() door: Door<typeof routes.issueLinks>): Promise<Answered<unknown>> {
    const { contract } = door.params;
    const round = await this.openRound(door);
    const departments = departmentNames(door.body.departments);
    const made = await this.surveys.issue(round, departments, {
      account: callerOf(door).actor.account,
      nowMs: this.clock(),
      most: MOST_DEPARTMENTS,
      withdrawn: await this.withdrawnAnswers(door, round, departments),
    });
    if (made === 'too-many') return { ok: false, error: refused.tooManyDepartments(MOST_DEPARTMENTS) };
    if ('answered' in made) return { ok: false, error: refused.departmentsAnswered(made.answered) };
    const links = made.issued.map(({ link }) => link);
    await this.audit.note(door, 'survey.links-issued', { contract, round: round.id, links });
    return { ok: true, value: { round: await this.shown(round), links: made.issued } };
  }

  @At(routes.revokeLink)
  async revoke(@Through() door: Door<typeof routes.revokeLink>): Promise<Answered<undefined>> {
    const { contract, link } = door.params;
    const round = await this.roundOf(door);
    const department = await this.surveys.revoke(round.id, link, this.clock());
    if (department === null) return { ok: false, error: refused.notRevocable(link) };
    await this.audit.note(door, 'survey.link-revoked', { contract, round: round.id, link, department });
    return { ok: true, value: undefined };
  }

  @At(routes.closeRound)
  async close(@Through() door: Door<typeof routes.closeRound>): Promise<Answered<undefined>> {
    const { contract } = door.params;
    const round = await this.roundOf(door);
    if (!(await this.surveys.close(round.id, this.clock())))
      return { ok: false, error: refused.roundIsClosed(round.id) };
    await this.audit.note(door, 'survey.closed', { contract, round: round.id });
    return { ok: true, value: undefined };
  }

  /** Every fault at once; what a form must ask is the contract's. */
  private faults(
    form: SurveyForm,
    given: { event: string | null; items: string[]; closesAt: string; closesAtMs: number },
    nowMs: number,
  ): { place: string; message: string }[] {
    const faults: { place: string; message: string }[] = [];
    const { event, items } = given;
    const asksScores = form.asks === 'scores';
    if (asksScores && items.length === 0)
      faults.push({ place: 'body.items', message: `expected the items of the form (${form.clause})` });
    else if (asksScores && form.itemCounts !== null && !form.itemCounts.includes(items.length))
      faults.push({
        place: 'body.items',
        message: `expected ${form.itemCounts.join(' or ')} items (${form.clause}), got ${items.length}`,
      });
    if (!asksScores && items.length > 0)
      faults.push({ place: 'body.items', message: `the form is about an event and has no items (${form.clause})` });
    if (!asksScores && event === null)
      faults.push({ place: 'body.event', message: `expected which event it is about (${form.clause})` });
    if (asksScores && event !== null)
      faults.push({ place: 'body.event', message: `the form is about no event (${form.clause})` });
    if (!roundMayClose(given.closesAtMs, nowMs))
      faults.push({
        place: 'body.closesAt',
        message: `expected an instant after now and at most ${LONGEST_ROUND_DAYS} days ahead, got "${given.closesAt}"`,
      });
    return faults;
  }

  /** The contract's forms, which the service tells nobody but the hospital's side: foreign and absent are refused alike. */
  private async formsOf(door: Asking, contract: string): Promise<SurveyForm[]> {
    return (await this.told<{ forms: SurveyForm[] }>('inspection.surveys.get', door, contract)).forms;
  }

  private async told<Result>(operation: OperationName, door: Asking, contract: string): Promise<Result> {
    const reply = await this.requests.query<Result>(operation, door, contract, {});
    if (!reply.ok) throw new RefusedError(reply.error);
    return reply.result;
  }

  private async roundOf(door: Asking & { params: { contract: string; round: string } }): Promise<Round> {
    const { contract, round: id } = door.params;
    await this.formsOf(door, contract);
    const round = await this.surveys.round(contract, id);
    if (!round) throw new RefusedError(refused.unknownRound(id));
    return round;
  }

  private async openRound(door: Asking & { params: { contract: string; round: string } }): Promise<Round> {
    const round = await this.roundOf(door);
    if (this.clock() >= round.closesAtMs) throw new RefusedError(refused.roundIsClosed(round.id));
    return round;
  }

  /** Answers of these departments that were taken back since: they may answer again. */
  private async withdrawnAnswers(door: Asking, round: Round, departments: readonly string[]): Promise<string[]> {
    const links = await this.surveys.links([round.id]);
    const given = links.flatMap(({ department, fact }) =>
      fact !== null && departments.includes(department) ? [fact] : [],
    );
    const withdrawn: string[] = [];
    for (const fact of given) {
      const reply = await this.requests.query<RecordedFactPage>('billing.fact.list', door, round.contract, { fact });
      if (!reply.ok) throw new RefusedError(reply.error);
      if (reply.result.facts.some((found) => found.withdrawn)) withdrawn.push(fact);
    }
    return withdrawn;
  }

  private async shown(round: Round): Promise<ReturnType<typeof roundView>> {
    return roundView(round, await this.surveys.links([round.id]), this.clock());
  }
}
