import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, CONFIG, type Clock, type GatewayConfig } from '../config.js';
import { DeviceRepository } from '../devices/device.repository.js';
import { deviceEndsAtMs, roleOfProfile } from '../devices/device.rules.js';
import { secretHash } from '../sessions/cookie.js';
import { SessionRepository, type StoredSession } from '../sessions/session.repository.js';
import { sessionEndsAtMs, sessionLimits, shouldNoteUse } from '../sessions/session.rules.js';
import { TokenRepository } from '../tokens/token.repository.js';
import { tokenLives } from '../tokens/token.rules.js';
import type { Caller } from './caller.js';
import type { Person } from './person.js';

/** A session is read from the database at most this often; one that was ended at another gateway lives this much longer here. */
const REMEMBER_MS = 2000;
const REMEMBER_COUNT = 10_000;

type Remembered = { caller: Caller | null; untilMs: number };

/** Finds out who is at the door. */
@Injectable()
export class Callers {
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    @Inject(CONFIG) private readonly config: GatewayConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly sessions: SessionRepository,
    private readonly tokens: TokenRepository,
    private readonly devices: DeviceRepository,
  ) {}

  bySession(secret: string): Promise<Caller | null> {
    return this.bySessionHash(secretHash(secret), true);
  }

  byToken(secret: string): Promise<Caller | null> {
    return this.byTokenHash(secretHash(secret));
  }

  /** The same caller, if it may still be here. A page that only listens is no use of a session, except on a wall, where nobody ever clicks. */
  again(caller: Caller): Promise<Caller | null> {
    if (caller.by.kind === 'token') return this.byTokenHash(caller.by.hash);
    return this.bySessionHash(caller.by.idHash, caller.by.device !== undefined || caller.actor.role === 'wall');
  }

  /** A session or token that ends at this door ends at once. */
  forget(caller: Caller): void {
    this.remembered.delete(caller.by.kind === 'session' ? `session:${caller.by.idHash}` : `token:${caller.by.hash}`);
  }

  forgetSession(idHash: string): void {
    this.remembered.delete(`session:${idHash}`);
  }

  forgetAll(): void {
    this.remembered.clear();
  }

  private async bySessionHash(idHash: string, isUse: boolean): Promise<Caller | null> {
    return this.remember(`session:${idHash}`, async (nowMs) => {
      const session = await this.sessions.find(idHash);
      if (!session) return this.byDeviceHash(idHash, nowMs);
      if (this.isShut(session.demo)) return null;
      const limits = sessionLimits(session.role, {
        idleHours: this.config.SESSION_IDLE_HOURS,
        days: this.config.SESSION_DAYS,
      });
      if (nowMs >= sessionEndsAtMs(session, limits)) {
        await this.sessions.remove(idHash);
        return null;
      }
      const notes = isUse && shouldNoteUse(session.usedAtMs, nowMs);
      if (notes) await this.sessions.noteUse(idHash, nowMs);
      return {
        ...personOf(session),
        needs: needsOf(session, nowMs),
        endsAtMs: sessionEndsAtMs(notes ? { ...session, usedAtMs: nowMs } : session, limits),
        by: { kind: 'session', idHash },
      };
    });
  }

  /** A wall carries its own secret in the place of a session's, and is an account of nobody. */
  private async byDeviceHash(idHash: string, nowMs: number): Promise<Caller | null> {
    const device = await this.devices.find(idHash);
    if (!device || this.isShut(device.demo) || nowMs >= deviceEndsAtMs(device)) return null;
    const notes = shouldNoteUse(device.usedAtMs, nowMs);
    if (notes) await this.devices.noteUse(device.id, nowMs);
    return {
      actor: { account: `device:${device.id}`, organisation: device.organisation, role: roleOfProfile[device.profile] },
      nameZh: device.name,
      nameEn: device.name,
      organisationNameZh: device.organisationNameZh,
      organisationNameEn: device.organisationNameEn,
      demo: device.demo,
      needs: null,
      endsAtMs: deviceEndsAtMs(notes ? { usedAtMs: nowMs } : device),
      by: { kind: 'session', idHash, device: device.id },
    };
  }

  private async byTokenHash(hash: string): Promise<Caller | null> {
    return this.remember(`token:${hash}`, async (nowMs) => {
      const token = await this.tokens.find(hash);
      if (!token || this.isShut(token.demo) || !tokenLives(token, nowMs)) return null;
      if (token.lastUsedAtMs === null || shouldNoteUse(token.lastUsedAtMs, nowMs))
        await this.tokens.noteUse(token.id, nowMs);
      return {
        ...personOf(token),
        needs: null,
        endsAtMs: token.expiresAtMs,
        by: { kind: 'token', id: token.id, hash, scope: { contracts: token.contracts, actions: token.actions } },
      };
    });
  }

  /** Demo accounts open a door only where the installation says that it is a demo. */
  private isShut(demo: boolean): boolean {
    return demo && this.config.DEMO !== '1';
  }

  private async remember(key: string, find: (nowMs: number) => Promise<Caller | null>): Promise<Caller | null> {
    const nowMs = this.clock();
    const known = this.remembered.get(key);
    if (known && nowMs < known.untilMs) return known.caller;
    const caller = await find(nowMs);
    if (this.remembered.size >= REMEMBER_COUNT) this.remembered.clear();
    // What is not there is not remembered: a stranger's guesses would fill the memory.
    if (caller) this.remembered.set(key, { caller, untilMs: Math.min(nowMs + REMEMBER_MS, caller.endsAtMs) });
    else this.remembered.delete(key);
    return caller;
  }
}

function needsOf(
  { oneTimePassword, passwordEndsAtMs, lacksSecondFactor }: StoredSession,
  nowMs: number,
): Caller['needs'] {
  const isOld = passwordEndsAtMs !== null && nowMs >= passwordEndsAtMs;
  return oneTimePassword || isOld ? 'password' : lacksSecondFactor ? 'second-factor' : null;
}

function personOf(
  person: Person,
): Pick<Caller, 'actor' | 'nameZh' | 'nameEn' | 'organisationNameZh' | 'organisationNameEn' | 'demo'> {
  const { account, organisation, role, institution, department, demo } = person;
  const { nameZh, nameEn, organisationNameZh, organisationNameEn } = person;
  const place = { ...(institution === null ? {} : { institution }), ...(department === null ? {} : { department }) };
  return {
    actor: { account, organisation, role, ...place },
    ...{ nameZh, nameEn, organisationNameZh, organisationNameEn, demo },
  };
}
