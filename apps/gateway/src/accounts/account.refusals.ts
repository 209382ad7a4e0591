import type { Refusal, Role } from '@weibao/messages';
import type { OrganisationKind } from '../database/access.tables.js';

export const noOrganisation = (organisation: string): Refusal => ({
  code: 'ACCOUNT.UNKNOWN_ORGANISATION',
  message: `没有单位 ${organisation}。请先新建该单位（PUT /api/organisations/${organisation}）。`,
  messageEn: `There is no organisation ${organisation}. Make it first: PUT /api/organisations/${organisation}.`,
});

export const kindFixed = (organisation: string, is: OrganisationKind, wanted: OrganisationKind): Refusal => ({
  code: 'ORGANISATION.KIND_FIXED',
  message: `单位 ${organisation} 的类别是 ${is}，其账号已按此授权，不能改为 ${wanted}。请另建单位。`,
  messageEn: `${organisation} is of the kind ${is} and its accounts have rights of that kind; it cannot become ${wanted}. Make another organisation.`,
});

export const badRole = (role: Role, organisation: string, kind: OrganisationKind): Refusal => ({
  code: 'ACCOUNT.ROLE_NOT_GIVEN',
  message: `单位 ${organisation}（${kind}）的账号不能是 ${role}。请更换角色或单位。`,
  messageEn: `An account of ${organisation} (${kind}) cannot be ${role}. Choose another role or organisation.`,
});

export const badPlace = (role: Role | null): Refusal => ({
  code: 'ACCOUNT.PLACE_INVALID',
  message:
    role === 'reporter'
      ? '报修人须指明机构或科室，只能看到该处的报修。请填写其中一项。'
      : '只有报修人限定机构或科室。请去掉这两项，或改授报修人。',
  messageEn:
    role === 'reporter'
      ? 'A reporter needs an institution or a department; it sees the reports of that place. Give one of them.'
      : 'Only a reporter has an institution or a department. Leave both out, or grant the role reporter.',
});

export const unknownAccount = (account: string): Refusal => ({
  code: 'ACCOUNT.UNKNOWN',
  message: `没有账号 ${account}，或已经停用。现有账号见 GET /api/accounts。`,
  messageEn: `There is no account ${account}, or it is disabled already. GET /api/accounts lists all.`,
});

export const notYetDisabled = (account: string): Refusal => ({
  code: 'ACCOUNT.NOT_DISABLED',
  message: `账号 ${account} 仍在使用。请先停用，再删除个人信息。`,
  messageEn: `The account ${account} is in use. Disable it first, then erase the person.`,
});

export const erasedAccount = (account: string): Refusal => ({
  code: 'ACCOUNT.ERASED',
  message: `账号 ${account} 的个人信息已经删除，编号不再给别人使用。请换一个编号。`,
  messageEn: `The person of the account ${account} was erased, and its name is given to nobody else. Choose another one.`,
});

export const lastAdministrator = (account: string, role: Role | null): Refusal => ({
  code: 'ACCOUNT.LAST_ADMINISTRATOR',
  message: `${account} 是最后一个 ${role}，停用或收回角色后将无人履行该职责。请先设立另一个。`,
  messageEn: `${account} is the last ${role}; nobody would be left to do that office. Make another one first.`,
});

export const ownRights = (): Refusal => ({
  code: 'ACCOUNT.OWN_RIGHTS',
  message: '不能更改自己的角色。请由另一名安全管理员办理。',
  messageEn: 'Nobody changes their own role. Ask another security administrator.',
});

export const noRoleYet = (account: string): Refusal => ({
  code: 'ACCOUNT.NO_ROLE_YET',
  message: `账号 ${account} 还没有角色，给了口令也不能登录。请先由安全管理员授予角色。`,
  messageEn: `The account ${account} has no role yet and could not sign in. Have the security administrator grant one first.`,
});

export const notYoursToReset = (account: string, role: Role): Refusal => ({
  code: 'ACCESS.PASSWORD_NOT_YOURS',
  message: `${account}（${role}）的口令不能由您重置：管理员的口令由同职责的另一名管理员重置，其他人的由系统管理员重置，本人的请用“修改口令”。`,
  messageEn: `The password of ${account} (${role}) is not yours to reset: an administrator's by another of the same office, everybody else's by the system administrator; change your own yourself.`,
});
