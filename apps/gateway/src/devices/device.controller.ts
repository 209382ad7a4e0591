import { Controller, Inject, Req, Res } from '@nestjs/common';
import { formatInstant } from '@weibao/exchange';
import { isRoleOf } from '../accounts/account.rules.js';
import { OrganisationRepository } from '../accounts/organisation.repository.js';
import { Audit } from '../audit/audit.service.js';
import { CLOCK, type Clock } from '../config.js';
import type { Answered } from '../door/answers.js';
import { Callers } from '../door/caller.service.js';
import { callerOf, Through, type Door, type DoorReply, type DoorRequest } from '../door/door.js';
import { RefusedError } from '../door/refusals.js';
import { At } from '../door/route.js';
import { AttemptRepository } from '../sessions/attempt.repository.js';
import { cookieName, cookieOptions, newSecret, secretHash } from '../sessions/cookie.js';
import { StreamHub } from '../stream/stream-hub.js';
import { noWallThere, tooManyCodes, unknownCode, unknownDevice } from './device.refusals.js';
import { DeviceRepository, type Device } from './device.repository.js';
import { changeProfile, claimPairing, listDevices, pairDevice, revokeDevice, startPairing } from './device.routes.js';
import * as rules from './device.rules.js';

const pairingCookie = (secure: boolean): string => (secure ? '__Host-weibao_pairing' : 'weibao_pairing');

/**
 * Walls sign in without a keyboard: the wall shows a code, the system administrator types it and says whose wall it is. The secret never leaves
 * the wall's browser, where it lies in an HttpOnly cookie; what an administrator knows, the code, opens nothing.
 */
@Controller()
export class DeviceController {
  constructor(
    private readonly devices: DeviceRepository,
    private readonly organisations: OrganisationRepository,
    private readonly attempts: AttemptRepository,
    private readonly callers: Callers,
    private readonly hub: StreamHub,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @At(startPairing)
  async start(
    @Through() door: Door<typeof startPairing>,
    @Res({ passthrough: true }) reply: DoorReply,
  ): Promise<Answered<unknown>> {
    const nowMs = this.clock();
    await this.attempt(`pairing|${door.address}`, rules.FREE_PAIRINGS, nowMs);
    const [code, secret] = [rules.newPairingCode(), newSecret()];
    await this.devices.addPairing(code, secret, nowMs);
    void reply.setCookie(pairingCookie(door.secure), secret, cookieOptions(door.secure, rules.PAIRING_MS));
    const expiresAt = formatInstant(nowMs + rules.PAIRING_MS);
    return { ok: true, value: { code, expiresAt, now: formatInstant(nowMs) } };
  }

  @At(claimPairing)
  async claim(
    @Through() door: Door<typeof claimPairing>,
    @Req() request: DoorRequest,
    @Res({ passthrough: true }) reply: DoorReply,
  ): Promise<Answered<unknown>> {
    const { secure } = door;
    const secret = request.cookies[pairingCookie(secure)];
    if (secret === undefined) return { ok: true, value: { state: 'expired' } };
    if ((await this.devices.find(secretHash(secret))) !== null) {
      void reply.setCookie(cookieName(secure), secret, cookieOptions(secure, rules.COOKIE_MS));
      void reply.clearCookie(pairingCookie(secure), { path: '/', secure });
      return { ok: true, value: { state: 'paired' } };
    }
    const waits = await this.devices.waits(secret, this.clock());
    return { ok: true, value: { state: waits ? 'waiting' : 'expired' } };
  }

  @At(listDevices)
  async list(): Promise<Answered<unknown>> {
    const [devices, organisations] = await Promise.all([this.devices.list(), this.organisations.list()]);
    const homes = organisations.filter(({ kind }) => isRoleOf('wall', kind));
    return {
      ok: true,
      value: {
        devices: devices.map(view),
        organisations: homes.map(({ id, nameZh, nameEn }) => ({ id, nameZh, nameEn })),
      },
    };
  }

  @At(pairDevice)
  async pair(@Through() door: Door<typeof pairDevice>): Promise<Answered<unknown>> {
    const { organisation, name, profile } = door.body;
    const home = await this.organisations.find(organisation);
    if (!home || !isRoleOf('wall', home.kind)) return { ok: false, error: noWallThere(organisation) };
    const nowMs = this.clock();
    const { account } = callerOf(door).actor;
    const tries = `pairing-code|${account}`;
    await this.attempt(tries, rules.FREE_CODES, nowMs);
    const code = rules.writtenCode(door.body.code);
    const device = await this.devices.pair(code, { organisation, name, profile, createdBy: account }, nowMs);
    if (!device) return { ok: false, error: unknownCode(code) };
    await this.attempts.succeeded([tries], `pairing|${door.address}`, nowMs);
    await this.audit.note(door, 'device.paired', { device: device.id, organisation, name, profile });
    return { ok: true, value: view(device) };
  }

  @At(changeProfile)
  async change(@Through() door: Door<typeof changeProfile>): Promise<Answered<unknown>> {
    const { device } = door.params;
    const { profile } = door.body;
    const changed = await this.devices.show(device, profile);
    if (!changed) return { ok: false, error: unknownDevice(device) };
    this.callers.forgetSession(changed.idHash);
    this.hub.tellSession(changed.idHash, 'session.changed');
    await this.audit.note(door, 'device.profile-changed', { device, name: changed.name, profile });
    return { ok: true, value: view(changed) };
  }

  @At(revokeDevice)
  async revoke(@Through() door: Door<typeof revokeDevice>): Promise<Answered<undefined>> {
    const { device } = door.params;
    const revoked = await this.devices.revoke(device, this.clock());
    if (!revoked) return { ok: false, error: unknownDevice(device) };
    this.callers.forgetSession(revoked.idHash);
    this.hub.signOutSession(revoked.idHash);
    const { organisation, name, profile } = revoked;
    await this.audit.note(door, 'device.revoked', { device, organisation, name, profile });
    return { ok: true, value: undefined };
  }

  private async attempt(subject: string, free: number, nowMs: number): Promise<void> {
    const waitMs = await this.attempts.begin([{ subject, free }], nowMs);
    const waitSeconds = Math.ceil(waitMs / 1000);
    if (waitMs > 0) throw new RefusedError(tooManyCodes(waitSeconds), { 'Retry-After': String(waitSeconds) });
  }
}

const view = (device: Device) => ({
  id: device.id,
  organisation: device.organisation,
  name: device.name,
  profile: device.profile,
  createdBy: device.createdBy,
  createdAt: formatInstant(device.createdAtMs),
  seenAt: formatInstant(device.usedAtMs),
  endsAt: formatInstant(rules.deviceEndsAtMs(device)),
  revokedAt: device.revokedAtMs === null ? null : formatInstant(device.revokedAtMs),
});
