import { Controller, Inject } from '@nestjs/common';
import { fields, formatInstant, parseInstant } from '@weibao/exchange';
import { isContractId } from '@weibao/messages';
import { z } from 'zod';
import { AccountRepository } from '../accounts/account.repository.js';
import { CLOCK, type Clock } from '../config.js';
import { Audit } from '../audit/audit.service.js';
import type { Answered } from '../door/answers.js';
import { Callers } from '../door/caller.service.js';
import { callerOf, Through, type Door } from '../door/door.js';
import { badInput, outOfScope } from '../door/refusals.js';
import { At, route, routeTable } from '../door/route.js';
import { tokenActionView, tokenView } from './token.answer.js';
import { tokenActions } from './token-actions.js';
import { TokenRepository, type Token } from './token.repository.js';
import { beyondScope, isActionPattern, LONGEST_TOKEN_DAYS } from './token.rules.js';

const administrators = { who: ['security-administrator'], action: 'tokens.manage' } as const;
const DAY_MS = 86_400_000;

const listTokens = route({
  method: 'GET',
  path: '/api/tokens',
  summaryZh: '访问令牌一览（不含密文），以及令牌可以有的用途',
  summaryEn: 'All tokens, without their secrets, and what a token can be good for',
  ...administrators,
  answer: z.object({ tokens: z.array(tokenView), actions: z.array(tokenActionView) }),
});

const createToken = route({
  method: 'POST',
  path: '/api/tokens',
  summaryZh: '新建访问令牌；密文只显示这一次',
  summaryEn: 'Make a token; its secret is shown this once',
  ...administrators,
  status: 201,
  body: z.strictObject({
    name: fields.key,
    account: fields.key.optional().meta({ description: 'The account it acts for; the caller unless told' }),
    contracts: z
      .array(z.string().refine((id) => id === '*' || isContractId(id), 'expected a contract id, or "*" for all'))
      .min(1)
      .max(500),
    actions: z
      .array(
        z
          .string()
          .refine(
            (text) => text !== '*' && isActionPattern(text),
            'expected what the token is for: an operation such as "incident.report", or a family of them such as "incident.*"',
          ),
      )
      .min(1)
      .max(100),
    expiresAt: fields.instant.meta({ description: `At most ${LONGEST_TOKEN_DAYS} days from now` }),
  }),
  answer: z.object({ token: tokenView, secret: z.string() }),
});

const revokeToken = route({
  method: 'DELETE',
  path: '/api/tokens/:id',
  summaryZh: '吊销访问令牌',
  summaryEn: 'Revoke a token',
  ...administrators,
  params: z.object({ id: fields.key }),
  answer: 'nothing',
});

@Controller()
export class TokenController {
  constructor(
    private readonly tokens: TokenRepository,
    private readonly accounts: AccountRepository,
    private readonly callers: Callers,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @At(listTokens)
  async list(): Promise<Answered<unknown>> {
    return { ok: true, value: { tokens: (await this.tokens.list()).map(shown), actions: tokenActions(routeTable) } };
  }

  @At(createToken)
  async create(@Through() door: Door<typeof createToken>): Promise<Answered<unknown>> {
    const { name, contracts, actions, expiresAt } = door.body;
    const caller = callerOf(door);
    const createdBy = caller.actor.account;
    const account = door.body.account ?? createdBy;
    const nowMs = this.clock();
    const expiresAtMs = parseInstant(expiresAt) ?? 0;
    const faults = [];
    if (expiresAtMs <= nowMs || expiresAtMs > nowMs + LONGEST_TOKEN_DAYS * DAY_MS)
      faults.push({
        place: 'body.expiresAt',
        message: `expected an instant after now and at most ${LONGEST_TOKEN_DAYS} days ahead, got "${expiresAt}"`,
      });
    if ((await this.accounts.find(account)) === null)
      faults.push({ place: 'body.account', message: `there is no account "${account}"` });
    if (faults.length > 0) return { ok: false, error: badInput(faults) };
    if (caller.by.kind === 'token') {
      const own = { ...caller.by.scope, endsAtMs: caller.endsAtMs };
      const beyond = beyondScope(own, { contracts, actions, expiresAtMs });
      if (beyond !== null) return { ok: false, error: outOfScope(beyond) };
    }
    const made = await this.tokens.create({
      name,
      account,
      contracts,
      actions,
      createdBy,
      createdAtMs: nowMs,
      expiresAtMs,
    });
    await this.audit.note(door, 'token.created', { id: made.token.id, name, account, contracts, actions, expiresAt });
    return { ok: true, value: { token: shown(made.token), secret: made.secret } };
  }

  @At(revokeToken)
  async revoke(@Through() door: Door<typeof revokeToken>): Promise<Answered<undefined>> {
    const { id } = door.params;
    if (!(await this.tokens.revoke(id, this.clock())))
      return {
        ok: false,
        error: {
          code: 'TOKEN.UNKNOWN',
          message: `没有编号为 ${id} 的有效令牌，可能已被吊销。现有令牌见 GET /api/tokens。`,
          messageEn: `No live token has the id ${id}; it may have been revoked. GET /api/tokens lists what there is.`,
        },
      };
    this.callers.forgetAll();
    await this.audit.note(door, 'token.revoked', { id });
    return { ok: true, value: undefined };
  }
}

const shownInstant = (ms: number | null): string | null => (ms === null ? null : formatInstant(ms));

const shown = (token: Token) => ({
  id: token.id,
  name: token.name,
  account: token.account,
  contracts: token.contracts,
  actions: token.actions,
  createdBy: token.createdBy,
  createdAt: formatInstant(token.createdAtMs),
  expiresAt: formatInstant(token.expiresAtMs),
  revokedAt: shownInstant(token.revokedAtMs),
  lastUsedAt: shownInstant(token.lastUsedAtMs),
});
