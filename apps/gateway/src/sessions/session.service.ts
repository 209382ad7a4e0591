import { Inject, Injectable } from '@nestjs/common';
import type { Refusal, Role } from '@weibao/messages';
import { AccountRepository, type AccountWithSecret } from '../accounts/account.repository.js';
import { compareWithNobody, passwordMatches } from '../accounts/password.js';
import { CLOCK, CONFIG, type Clock, type GatewayConfig } from '../config.js';
import { AuditRepository } from '../database/audit.repository.js';
import { Callers } from '../door/caller.service.js';
import type { Caller } from '../door/caller.js';
import { refusals, tooManyAttempts } from '../door/refusals.js';
import { SecondFactor } from '../second-factor/second-factor.service.js';
import { AttemptRepository } from './attempt.repository.js';
import { FREE_FOR_ONE_ADDRESS, FREE_FROM_ANYWHERE, FREE_FROM_ONE_ADDRESS } from './attempt.rules.js';
import { newSecret, secretHash } from './cookie.js';
import { SessionRepository } from './session.repository.js';
import { sessionLimits } from './session.rules.js';

export interface Visitor {
  address: string;
  requestId: string;
}

export interface Credentials {
  account: string;
  password: string;
  code?: string | undefined; // of the second factor
}

export interface Opened {
  secret: string;
  caller: Caller;
  longestMs: number; // after that the cookie is of no use
}
export type SignIn = ({ ok: true } & Opened) | { ok: false; refusal: Refusal; waitSeconds?: number };

const LONGEST_SESSION_MS = 90 * 86_400_000;

@Injectable()
export class SessionService {
  constructor(
    @Inject(CONFIG) private readonly config: GatewayConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly attempts: AttemptRepository,
    private readonly secondFactor: SecondFactor,
    private readonly callers: Callers,
    private readonly audit: AuditRepository,
  ) {}

  /** Opens a session. An unknown, a disabled and a mistyped account are answered alike, after the same work. `before`: the session the browser still has. */
  async signIn({ account: name, password, code }: Credentials, visitor: Visitor, before?: string): Promise<SignIn> {
    const nowMs = this.clock();
    const waits = await this.beginAttempt(name, visitor.address);
    if (waits) return { ok: false, ...waits };
    const account = await this.accounts.find(name);
    const hash = account && this.isOpen(account, nowMs) ? account.passwordHash : null;
    const matches = hash === null ? await compareWithNobody(password) : await passwordMatches(hash, password);
    if (!account || !matches) {
      await this.audit.add({ atMs: nowMs, action: 'session.refused', account: name, ...visitor });
      return { ok: false, refusal: refusals.wrongCredentials };
    }
    if (account.hasSecondFactor) {
      // Asked for only after the right password, and counted as an attempt until it is right: codes are not guessed here.
      const spent = code === undefined ? null : await this.secondFactor.spend(name, code);
      if (spent === null) {
        const refusal = code === undefined ? refusals.codeNeeded : refusals.wrongSecondFactor;
        if (code !== undefined)
          await this.audit.add({ atMs: nowMs, action: 'session.code-refused', account: name, ...visitor });
        return { ok: false, refusal };
      }
      if (spent === 'recovery')
        await this.audit.add({ atMs: nowMs, action: 'recovery-code.used', account: name, ...visitor });
    }
    await this.attemptSucceeded(name, visitor.address);
    await this.sessions.removeUnusedSince(nowMs - LONGEST_SESSION_MS);
    // Whoever signs in again in the same browser leaves the old session behind, and with it whatever knew its secret.
    if (before !== undefined) await this.leave(before);
    const opened = await this.open(account.name);
    await this.audit.add({
      atMs: nowMs,
      action: 'session.opened',
      account: account.name,
      organisation: account.organisation,
      ...visitor,
    });
    return { ok: true, ...opened };
  }

  /** Counts an attempt with a password, of an account from an address; says how long to wait where there were too many. */
  async beginAttempt(name: string, address: string): Promise<{ refusal: Refusal; waitSeconds: number } | null> {
    const subjects = [
      { subject: `${name}|${address}`, free: FREE_FROM_ONE_ADDRESS },
      { subject: `${name}|*`, free: FREE_FROM_ANYWHERE },
      { subject: `*|${address}`, free: FREE_FOR_ONE_ADDRESS },
    ];
    const waitMs = await this.attempts.begin(subjects, this.clock());
    if (waitMs <= 0) return null;
    const waitSeconds = Math.ceil(waitMs / 1000);
    return { refusal: tooManyAttempts(waitSeconds), waitSeconds };
  }

  attemptSucceeded(name: string, address: string): Promise<void> {
    return this.attempts.succeeded([`${name}|${address}`, `${name}|*`], `*|${address}`, this.clock());
  }

  /** A new session of an account, under a new secret: at sign-in, and whenever what a session may do has changed. */
  async open(account: string): Promise<Opened> {
    const secret = newSecret();
    await this.sessions.add(secretHash(secret), account, this.clock());
    const caller = await this.callers.bySession(secret);
    if (!caller) throw new Error('a session that was just opened is not there');
    const { absoluteMs } = sessionLimits(caller.actor.role as Role, {
      idleHours: this.config.SESSION_IDLE_HOURS,
      days: this.config.SESSION_DAYS,
    });
    return { secret, caller, longestMs: absoluteMs };
  }

  /** Whether anybody can sign in with it at all. A one-time password that lay about for too long is no password. */
  private isOpen({ disabled, role, demo, oneTimeUntilMs }: AccountWithSecret, nowMs: number): boolean {
    const isStale = oneTimeUntilMs !== null && nowMs >= oneTimeUntilMs;
    return !disabled && role !== null && !isStale && (!demo || this.config.DEMO === '1');
  }

  private async leave(secret: string): Promise<void> {
    await this.sessions.remove(secretHash(secret));
    this.callers.forgetSession(secretHash(secret));
  }

  async signOut(caller: Caller, visitor: Visitor): Promise<void> {
    if (caller.by.kind !== 'session') return;
    await this.sessions.remove(caller.by.idHash);
    this.callers.forget(caller);
    await this.audit.add({ atMs: this.clock(), action: 'session.closed', ...caller.actor, ...visitor });
  }
}
