import { Controller, Inject } from '@nestjs/common';
import { formatInstant } from '@weibao/exchange';
import { isAdministrator, type Role } from '@weibao/messages';
import { Audit } from '../audit/audit.service.js';
import { CLOCK, type Clock } from '../config.js';
import type { Answered } from '../door/answers.js';
import { Callers } from '../door/caller.service.js';
import { callerOf, Through, type Door } from '../door/door.js';
import { At } from '../door/route.js';
import { AttemptRepository } from '../sessions/attempt.repository.js';
import * as refused from './account.refusals.js';
import { AccountRepository, type AccountState } from './account.repository.js';
import {
  disableAccount,
  erasePerson,
  grantRole,
  listAccounts,
  putAccount,
  putOrganisation,
  resetPassword,
} from './account.routes.js';
import { isRoleOf, mayResetPassword } from './account.rules.js';
import { newOneTimePassword } from './one-time-password.js';
import { OrganisationRepository } from './organisation.repository.js';
import { ONE_TIME_MS } from './password.rules.js';
import { hashPassword } from './password.js';

/** Accounts are made by one administrator and given their rights by another: see decision 0008. */
@Controller()
export class AccountController {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly organisations: OrganisationRepository,
    private readonly attempts: AttemptRepository,
    private readonly callers: Callers,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @At(listAccounts)
  async list(): Promise<Answered<unknown>> {
    const nowMs = this.clock();
    const [organisations, accounts, locked] = await Promise.all([
      this.organisations.list(),
      this.accounts.list(),
      this.attempts.locked(nowMs),
    ]);
    return {
      ok: true,
      value: { organisations, accounts: accounts.map((account) => this.view(account, locked.get(account.name))) },
    };
  }

  @At(putOrganisation)
  async putOrganisation(@Through() door: Door<typeof putOrganisation>): Promise<Answered<unknown>> {
    const id = door.params.organisation;
    const known = await this.organisations.find(id);
    if (known && known.kind !== door.body.kind)
      return { ok: false, error: refused.kindFixed(id, known.kind, door.body.kind) };
    const organisation = { id, ...door.body, demo: known?.demo ?? false };
    await this.organisations.put(organisation);
    await this.audit.note(door, 'organisation.put', { organisation: id });
    return { ok: true, value: organisation };
  }

  @At(putAccount)
  async putAccount(@Through() door: Door<typeof putAccount>): Promise<Answered<unknown>> {
    const { account: name } = door.params;
    const organisation = await this.organisations.find(door.body.organisation);
    if (!organisation) return { ok: false, error: refused.noOrganisation(door.body.organisation) };
    const known = await this.accounts.find(name);
    if (known?.erased) return { ok: false, error: refused.erasedAccount(name) };
    const moves = known !== null && known.organisation !== organisation.id;
    if (moves && (await this.isLastOfItsOffice(known)))
      return { ok: false, error: refused.lastAdministrator(name, known.role) };
    const { nameZh, nameEn = name } = door.body;
    await this.accounts.put(
      { name, organisation: organisation.id, nameZh, nameEn, demo: organisation.demo },
      this.clock(),
    );
    this.callers.forgetAll();
    await this.audit.note(door, 'account.put', { account: name, organisation: organisation.id });
    return this.shown(name);
  }

  @At(disableAccount)
  async disable(@Through() door: Door<typeof disableAccount>): Promise<Answered<undefined>> {
    const { account: name } = door.params;
    const known = await this.accounts.find(name);
    if (known && (await this.isLastOfItsOffice(known)))
      return { ok: false, error: refused.lastAdministrator(name, known.role) };
    if (!(await this.accounts.disable(name, this.clock()))) return { ok: false, error: refused.unknownAccount(name) };
    this.callers.forgetAll();
    await this.audit.note(door, 'account.disabled', { account: name });
    return { ok: true, value: undefined };
  }

  @At(erasePerson)
  async erase(@Through() door: Door<typeof erasePerson>): Promise<Answered<unknown>> {
    const { account: name } = door.params;
    const known = await this.accounts.find(name);
    if (!known) return { ok: false, error: refused.unknownAccount(name) };
    if (!known.disabled) return { ok: false, error: refused.notYetDisabled(name) };
    // Sent again, it is as done.
    if (await this.accounts.erase(name, this.clock())) await this.audit.note(door, 'account.erased', { account: name });
    return this.shown(name);
  }

  @At(grantRole)
  async grant(@Through() door: Door<typeof grantRole>): Promise<Answered<unknown>> {
    const { account: name } = door.params;
    const { role, ...place } = door.body;
    const known = await this.accounts.find(name);
    if (!known || known.disabled) return { ok: false, error: refused.unknownAccount(name) };
    if (name === callerOf(door).actor.account) return { ok: false, error: refused.ownRights() };
    const organisation = await this.organisations.find(known.organisation);
    if (role !== null && (!organisation || !isRoleOf(role, organisation.kind)))
      return { ok: false, error: refused.badRole(role, known.organisation, organisation?.kind ?? 'hospital') };
    if ((role === 'reporter') !== (place.institution !== undefined || place.department !== undefined))
      return { ok: false, error: refused.badPlace(role) };
    if (role !== known.role && (await this.isLastOfItsOffice(known)))
      return { ok: false, error: refused.lastAdministrator(name, known.role) };
    await this.accounts.grant(name, role, place);
    this.callers.forgetAll();
    await this.audit.note(door, 'role.granted', { account: name, before: known.role, after: role, ...place });
    return this.shown(name);
  }

  @At(resetPassword)
  async resetPassword(@Through() door: Door<typeof resetPassword>): Promise<Answered<unknown>> {
    const { account: name } = door.params;
    const { actor } = callerOf(door);
    const known = await this.accounts.find(name);
    if (!known || known.disabled) return { ok: false, error: refused.unknownAccount(name) };
    if (known.role === null) return { ok: false, error: refused.noRoleYet(name) };
    if (name === actor.account || !mayResetPassword(actor.role as Role, known.role))
      return { ok: false, error: refused.notYoursToReset(name, known.role) };
    const password = newOneTimePassword();
    const untilMs = this.clock() + ONE_TIME_MS;
    await this.accounts.setPassword(name, await hashPassword(password), untilMs, this.clock());
    this.callers.forgetAll();
    await this.audit.note(door, 'password.reset', { account: name });
    return { ok: true, value: { account: name, password, until: formatInstant(untilMs) } };
  }

  private async isLastOfItsOffice({ name, role, demo }: AccountState): Promise<boolean> {
    if (role === null || !isAdministrator(role)) return false;
    const holders = await this.accounts.holding(role, { demo });
    return holders.every((holder) => holder === name);
  }

  private async shown(name: string): Promise<Answered<unknown>> {
    const account = await this.accounts.find(name);
    return account ? { ok: true, value: this.view(account) } : { ok: false, error: refused.unknownAccount(name) };
  }

  private view(account: AccountState, lockedUntilMs?: number) {
    const { name, organisation, role, institution, department, nameZh, nameEn, demo, disabled, erased } = account;
    const password = passwordState(account, this.clock());
    return {
      ...{ name, organisation, role, institution, department, nameZh, nameEn, demo, disabled, erased, password },
      secondFactor: account.hasSecondFactor,
      lockedUntil: lockedUntilMs === undefined ? null : formatInstant(lockedUntilMs),
    };
  }
}

function passwordState({ hasPassword, oneTimeUntilMs }: AccountState, nowMs: number) {
  if (!hasPassword) return 'none';
  if (oneTimeUntilMs === null) return 'own';
  return nowMs < oneTimeUntilMs ? 'one-time' : 'one-time-expired';
}
