import { Controller, Inject } from '@nestjs/common';
import { formatInstant, type Fact } from '@weibao/exchange';
import type { Refusal } from '@weibao/messages';
import { factId, RequestClient } from '@weibao/service-kit';
import { CLOCK, CONFIG, type Clock, type GatewayConfig } from '../config.js';
import { AuditRepository } from '../database/audit.repository.js';
import type { Answered } from '../door/answers.js';
import { Through, type Door } from '../door/door.js';
import { badInput, RefusedError } from '../door/refusals.js';
import { At } from '../door/route.js';
import { AttemptRepository } from '../sessions/attempt.repository.js';
import { answeredAlready, tooManyTries, unknownLink } from './survey.refusals.js';
import { SurveyRepository, type LinkOfRound, type Round } from './survey.repository.js';
import { answerLink, readLink } from './survey.routes.js';
import { accountOf, commandIdOf, FREE_GUESSES, stateOf } from './survey.rules.js';

type Visiting = Pick<Door, 'address' | 'requestId'>;
const ANSWER_MS = 5000;

/** The door of the departments: a link opens one form without an account, and its answer becomes a fact once. */
@Controller()
export class SurveyLinkController {
  constructor(
    private readonly surveys: SurveyRepository,
    private readonly attempts: AttemptRepository,
    private readonly client: RequestClient,
    private readonly audit: AuditRepository,
    @Inject(CONFIG) private readonly config: GatewayConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @At(readLink)
  async read(@Through() door: Door<typeof readLink>): Promise<Answered<unknown>> {
    const { link, round, organisationZh, organisationEn } = await this.opened(door, door.body.secret);
    const { contractZh, contractEn, titleZh, titleEn, event, items, itemMax, closesAtMs } = round;
    return {
      ok: true,
      value: {
        state: link.answeredAtMs === null ? 'waiting' : 'answered',
        ...{ organisationZh, organisationEn, contractZh, contractEn, titleZh, titleEn },
        ...{ department: link.department, event, items, itemMax },
        closesAt: formatInstant(closesAtMs),
        answeredAt: link.answeredAtMs === null ? null : formatInstant(link.answeredAtMs),
      },
    };
  }

  @At(answerLink)
  async answer(@Through() door: Door<typeof answerLink>): Promise<Answered<unknown>> {
    const { secret, ...said } = door.body;
    const { link, round } = await this.opened(door, secret);
    if (link.answeredAtMs !== null) return { ok: false, error: answeredAlready };
    const faults = faultsOf(said, round);
    if (faults.length > 0) return { ok: false, error: badInput(faults) };
    const { contract, organisation, form, event } = round;
    const reply = await this.client.ask<{ fact: string }, 'inspection.fact.record'>(
      'inspection.fact.record',
      {
        contract,
        actor: { account: accountOf(link.id), organisation, role: 'survey-link' },
        body: {
          fact: {
            type: 'survey.returned',
            form: form as SurveyFormName,
            department: link.department,
            ...(event === null ? { scores: said.scores } : { event, negative: said.negative }),
            ...(said.note ? { note: said.note } : {}),
          },
        },
        commandId: commandIdOf(link.id),
        requestId: door.requestId,
      },
      ANSWER_MS,
    );
    if (!reply.ok && reply.error.code !== 'COMMAND.ID_REUSED') return { ok: false, error: reply.error };
    const nowMs = this.clock();
    if (!reply.ok) {
      // Another answer was on its way at the same time, or its sender never heard: the first one stands.
      const first = factId('inspection', contract, commandIdOf(link.id), 0);
      await this.surveys.answered(link.id, first, nowMs);
      return { ok: false, error: answeredAlready };
    }
    const { fact } = reply.result;
    await this.surveys.answered(link.id, fact, nowMs);
    await this.audit.add({
      atMs: nowMs,
      action: 'survey.answered',
      account: accountOf(link.id),
      organisation,
      ...visitorOf(door),
      detail: { contract, round: round.id, link: link.id, fact },
    });
    return { ok: true, value: { answeredAt: formatInstant(nowMs) } };
  }

  /** The link that a secret opens. One refusal for all that it does not open; who tries many waits. */
  private async opened(door: Visiting, secret: string): Promise<LinkOfRound> {
    const nowMs = this.clock();
    const subject = `survey|${door.address}`;
    const waitMs = await this.attempts.begin([{ subject, free: FREE_GUESSES }], nowMs);
    if (waitMs > 0) throw waiting(tooManyTries, waitMs);
    const found = await this.surveys.bySecret(secret);
    if (found && this.isOpen(found, nowMs)) {
      await this.attempts.giveBack(subject);
      return found;
    }
    await this.audit.add({
      atMs: nowMs,
      action: 'survey.link-refused',
      ...visitorOf(door),
      detail: found ? { contract: found.round.contract, link: found.link.id } : {},
    });
    throw new RefusedError(unknownLink);
  }

  /** Demo links, like demo accounts, open a door only where the installation says that it is a demo. */
  private isOpen({ link, round, demo }: LinkOfRound, nowMs: number): boolean {
    if (demo && this.config.DEMO !== '1') return false;
    const state = stateOf(link, round.closesAtMs, nowMs);
    return state === 'waiting' || (state === 'answered' && link.revokedAtMs === null && nowMs < round.closesAtMs);
  }
}

type SurveyFormName = Extract<Fact, { type: 'survey.returned' }>['form'];

const visitorOf = ({ address, requestId }: Visiting): Visiting => ({ address, requestId });

function waiting(refusal: (seconds: number) => Refusal, waitMs: number): RefusedError {
  const seconds = Math.ceil(waitMs / 1000);
  return new RefusedError(refusal(seconds), { 'Retry-After': String(seconds) });
}

/** What the form asks must be answered, all of it; what is wrong is named at once. */
function faultsOf(
  { scores, negative }: { scores?: number[] | undefined; negative?: boolean | undefined },
  { event, items, itemMax }: Round,
): { place: string; message: string }[] {
  if (event !== null)
    return negative === undefined
      ? [{ place: 'body.negative', message: 'expected true or false: whether anything negative stands' }]
      : [];
  const given = scores ?? [];
  if (given.length !== items.length)
    return [
      { place: 'body.scores', message: `expected ${items.length} scores, one for each item; got ${given.length}` },
    ];
  return given.flatMap((score, index) =>
    itemMax === null || score <= itemMax
      ? []
      : [{ place: `body.scores[${index}]`, message: `expected a score from 0 to ${itemMax}, got ${score}` }],
  );
}
