import type { Refusal, Role } from '@weibao/messages';
import type { OrganisationKind } from '../database/access.tables.js';

export const noOrganisation = (organisation: string): Refusal => ({
  code: 'ACCOUNT.UNKNOWN_ORGANISATION',
  message: `没有单位 ${organisation}。请先用 PUT /api/organisations/${organisation} 新建。`,
  messageEn: `There is no organisation ${organisation}. Make it first: PUT /api/organisations/${organisation}.`,
});

export const badRole = (role: Role, organisation: string, kind: OrganisationKind): Refusal => ({
  code: 'ACCOUNT.ROLE_NOT_GIVEN',
  message: `单位 ${organisation}（${kind}）的账号不能是 ${role}。请更换角色或单位。`,
  messageEn: `An account of ${organisation} (${kind}) cannot be ${role}. Choose another role or organisation.`,
});

export const unknownAccount = (account: string): Refusal => ({
  code: 'ACCOUNT.UNKNOWN',
  message: `没有可停用的账号 ${account}，可能已经停用。现有账号见 GET /api/accounts。`,
  messageEn: `There is no account ${account} to disable; it may be disabled already. GET /api/accounts lists all.`,
});

export const lastAdministrator = (account: string): Refusal => ({
  code: 'ACCOUNT.LAST_ADMINISTRATOR',
  message: `${account} 是最后一个系统管理员，停用或改角色后将无人能管理本系统。请先新建另一个管理员。`,
  messageEn: `${account} is the last administrator; without it nobody could manage this system. Make another one first.`,
});
