import { Controller, Inject } from '@nestjs/common';
import { fields } from '@weibao/exchange';
import { roleSchema } from '@weibao/messages';
import { z } from 'zod';
import { CLOCK, type Clock } from '../config.js';
import { organisationKinds } from '../database/access.tables.js';
import { AuditRepository } from '../database/audit.repository.js';
import type { Answered } from '../door/answers.js';
import { Callers } from '../door/caller.service.js';
import { callerOf, Through, type Door } from '../door/door.js';
import { At, route } from '../door/route.js';
import { AccountRepository } from './account.repository.js';
import { badRole, lastAdministrator, noOrganisation, unknownAccount } from './account.refusals.js';
import { isRoleOf } from './account.rules.js';
import { hashPassword } from './password.js';

const administrators = { who: ['administrator'], action: 'accounts.manage' } as const;
const name = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case letters and digits, joined by single hyphens')
  .max(60);
const organisationView = z.object({
  id: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  kind: z.enum(organisationKinds),
  demo: z.boolean(),
});
const accountView = z.object({
  name: z.string(),
  organisation: z.string(),
  role: roleSchema,
  nameZh: z.string(),
  demo: z.boolean(),
  disabled: z.boolean(),
});

const listAccounts = route({
  method: 'GET',
  path: '/api/accounts',
  summaryZh: '单位与账号一览',
  summaryEn: 'Organisations and accounts',
  ...administrators,
  answer: z.object({ organisations: z.array(organisationView), accounts: z.array(accountView) }),
});
const putOrganisation = route({
  method: 'PUT',
  path: '/api/organisations/:organisation',
  summaryZh: '新建或修改单位',
  summaryEn: 'Make or change an organisation',
  ...administrators,
  params: z.object({ organisation: name }),
  body: z.strictObject({ nameZh: fields.key, nameEn: fields.key, kind: z.enum(organisationKinds) }),
  answer: organisationView,
});
const putAccount = route({
  method: 'PUT',
  path: '/api/accounts/:account',
  summaryZh: '新建或修改账号；给出新密码时，该账号的所有会话随即结束',
  summaryEn: 'Make or change an account; its sessions end at once',
  ...administrators,
  params: z.object({ account: name }),
  body: z.strictObject({
    organisation: fields.key,
    role: roleSchema,
    nameZh: fields.key,
    password: z.string().min(12, 'expected a password of at least 12 characters').max(1000),
  }),
  answer: accountView,
});
const disableAccount = route({
  method: 'DELETE',
  path: '/api/accounts/:account',
  summaryZh: '停用账号：会话与令牌随即失效，记录保留',
  summaryEn: 'Disable an account: its sessions and tokens end, its records stay',
  ...administrators,
  params: z.object({ account: name }),
  answer: 'nothing',
});

@Controller()
export class AccountController {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly callers: Callers,
    private readonly audit: AuditRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @At(listAccounts)
  async list(): Promise<Answered<unknown>> {
    const [organisations, accounts] = await Promise.all([this.accounts.organisations(), this.accounts.list()]);
    return { ok: true, value: { organisations, accounts } };
  }

  @At(putOrganisation)
  async putOrganisation(@Through() door: Door<typeof putOrganisation>): Promise<Answered<unknown>> {
    const organisation = { id: door.params.organisation, ...door.body, demo: false };
    await this.accounts.put([organisation], []);
    await this.note('organisation.put', door, { organisation: organisation.id });
    return { ok: true, value: organisation };
  }

  @At(putAccount)
  async putAccount(@Through() door: Door<typeof putAccount>): Promise<Answered<unknown>> {
    const { password, ...given } = door.body;
    const organisation = (await this.accounts.organisations()).find(({ id }) => id === given.organisation);
    if (!organisation) return { ok: false, error: noOrganisation(given.organisation) };
    if (!isRoleOf(given.role, organisation.kind))
      return { ok: false, error: badRole(given.role, organisation.id, organisation.kind) };
    const account = { name: door.params.account, ...given, demo: organisation.demo };
    if (account.role !== 'administrator' && (await this.accounts.isLastAdministrator(account.name)))
      return { ok: false, error: lastAdministrator(account.name) };
    await this.accounts.put([], [{ ...account, passwordHash: await hashPassword(password) }]);
    await this.accounts.endSessions(account.name);
    this.callers.forgetAll();
    await this.note('account.put', door, {
      account: account.name,
      organisation: account.organisation,
      role: account.role,
    });
    return { ok: true, value: { ...account, disabled: false } };
  }

  @At(disableAccount)
  async disable(@Through() door: Door<typeof disableAccount>): Promise<Answered<undefined>> {
    const { account } = door.params;
    if (await this.accounts.isLastAdministrator(account)) return { ok: false, error: lastAdministrator(account) };
    if (!(await this.accounts.disable(account, this.clock()))) return { ok: false, error: unknownAccount(account) };
    this.callers.forgetAll();
    await this.note('account.disabled', door, { account });
    return { ok: true, value: undefined };
  }

  private async note(action: string, door: Door, detail: Record<string, unknown>): Promise<void> {
    const { account, organisation } = callerOf(door).actor;
    const { address, requestId } = door;
    await this.audit.add({ atMs: this.clock(), action, account, organisation, address, requestId, detail });
  }
}
