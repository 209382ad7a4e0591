import { Inject, Injectable } from '@nestjs/common';
import type { Refusal } from '@weibao/messages';
import { AccountRepository } from '../accounts/account.repository.js';
import { compareWithNobody, passwordMatches } from '../accounts/password.js';
import { CLOCK, CONFIG, type Clock, type GatewayConfig } from '../config.js';
import { AuditRepository } from '../database/audit.repository.js';
import { Callers } from '../door/caller.service.js';
import type { Caller } from '../door/caller.js';
import { refusals, tooManyAttempts } from '../door/refusals.js';
import { AttemptRepository } from './attempt.repository.js';
import { FREE_FOR_ONE_ADDRESS, FREE_FROM_ANYWHERE, FREE_FROM_ONE_ADDRESS } from './attempt.rules.js';
import { newSecret, secretHash } from './cookie.js';
import { SessionRepository } from './session.repository.js';
import { sessionLimits } from './session.rules.js';

export interface Visitor {
  address: string;
  requestId: string;
}

export type SignIn =
  | { ok: true; secret: string; caller: Caller; longestMs: number } // longestMs: after that the cookie is of no use
  | { ok: false; refusal: Refusal; waitSeconds?: number };

const LONGEST_SESSION_MS = 90 * 86_400_000;

@Injectable()
export class SessionService {
  constructor(
    @Inject(CONFIG) private readonly config: GatewayConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly attempts: AttemptRepository,
    private readonly callers: Callers,
    private readonly audit: AuditRepository,
  ) {}

  /** Opens a session. An unknown, a disabled and a mistyped account are answered alike, after the same work. */
  async signIn(name: string, password: string, visitor: Visitor): Promise<SignIn> {
    const nowMs = this.clock();
    const [fromHere, fromAnywhere, byAddress] = [`${name}|${visitor.address}`, `${name}|*`, `*|${visitor.address}`];
    const waitMs = await this.attempts.begin(
      [
        { subject: fromHere, free: FREE_FROM_ONE_ADDRESS },
        { subject: fromAnywhere, free: FREE_FROM_ANYWHERE },
        { subject: byAddress, free: FREE_FOR_ONE_ADDRESS },
      ],
      nowMs,
    );
    if (waitMs > 0) {
      const waitSeconds = Math.ceil(waitMs / 1000);
      return { ok: false, refusal: tooManyAttempts(waitSeconds), waitSeconds };
    }
    const account = await this.accounts.find(name);
    const usable = account !== null && !account.disabled && (!account.demo || this.config.DEMO === '1');
    const matches = usable ? await passwordMatches(account.passwordHash, password) : await compareWithNobody(password);
    if (!usable || !matches) {
      await this.audit.add({ atMs: nowMs, action: 'session.refused', account: name, ...visitor });
      return { ok: false, refusal: refusals.wrongCredentials };
    }
    await this.attempts.succeeded([fromHere, fromAnywhere], byAddress, nowMs);
    await this.sessions.removeUnusedSince(nowMs - LONGEST_SESSION_MS);
    const secret = newSecret();
    await this.sessions.add(secretHash(secret), account.name, nowMs);
    await this.audit.add({
      atMs: nowMs,
      action: 'session.opened',
      account: account.name,
      organisation: account.organisation,
      ...visitor,
    });
    const caller = await this.callers.bySession(secret);
    if (!caller) throw new Error('a session that was just opened is not there');
    const { absoluteMs } = sessionLimits(account.role, {
      idleHours: this.config.SESSION_IDLE_HOURS,
      days: this.config.SESSION_DAYS,
    });
    return { ok: true, secret, caller, longestMs: absoluteMs };
  }

  async signOut(caller: Caller, visitor: Visitor): Promise<void> {
    if (caller.by.kind !== 'session') return;
    await this.sessions.remove(caller.by.idHash);
    this.callers.forget(caller);
    await this.audit.add({ atMs: this.clock(), action: 'session.closed', ...caller.actor, ...visitor });
  }
}
