import { fields } from '@weibao/exchange';
import { roleSchema } from '@weibao/messages';
import { z } from 'zod';
import { organisationKinds } from '../database/access.tables.js';
import { route } from '../door/route.js';
import { instant, nullable } from '../openapi/answers.js';

/** One of the three offices: whoever makes tokens holds another one, and sees their secrets. */
const manage = { who: ['system-administrator'], sessionOnly: true } as const;
const name = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case letters and digits, joined by single hyphens')
  .max(60);
const ofAccount = z.object({ account: name });
const organisationView = z.object({
  id: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  kind: z.enum(organisationKinds),
  demo: z.boolean(),
});
export const accountView = z.object({
  name: z.string(),
  organisation: z.string(),
  role: nullable(roleSchema).meta({ description: 'null: the security administrator has not granted one yet' }),
  institution: z.string().optional(),
  department: z.string().optional(),
  nameZh: z.string(),
  nameEn: z.string(),
  demo: z.boolean(),
  disabled: z.boolean(),
  erased: z.boolean().meta({ description: 'The person was erased: the names say so, and the account stays closed' }),
  secondFactor: z.boolean(),
  lockedUntil: nullable(instant).meta({
    description: 'too many wrong passwords: from anywhere no attempt is looked at before',
  }),
  password: z
    .enum(['none', 'one-time', 'one-time-expired', 'own'])
    .meta({ description: 'one-time: given out, to be replaced at the next sign-in' }),
});

export const listAccounts = route({
  method: 'GET',
  path: '/api/accounts',
  summaryZh: '单位与账号一览',
  summaryEn: 'Organisations and accounts',
  who: ['system-administrator', 'security-administrator'],
  action: 'accounts.read',
  answer: z.object({ organisations: z.array(organisationView), accounts: z.array(accountView) }),
});

export const putOrganisation = route({
  method: 'PUT',
  path: '/api/organisations/:organisation',
  summaryZh: '新建单位，或修改名称；单位类别定后不变',
  summaryEn: 'Make an organisation or change its names; its kind stays what it is',
  ...manage,
  params: z.object({ organisation: name }),
  body: z.strictObject({ nameZh: fields.key, nameEn: fields.key, kind: z.enum(organisationKinds) }),
  answer: organisationView,
});

export const putAccount = route({
  method: 'PUT',
  path: '/api/accounts/:account',
  summaryZh: '新建或修改账号；角色由安全管理员授予，更换单位后须重新授予',
  summaryEn: 'Make or change an account; its role is the security administrator’s to grant, again after a move',
  ...manage,
  params: ofAccount,
  body: z.strictObject({ organisation: fields.key, nameZh: fields.key, nameEn: fields.key.optional() }),
  answer: accountView,
});

export const disableAccount = route({
  method: 'DELETE',
  path: '/api/accounts/:account',
  summaryZh: '停用账号：会话、令牌与角色随即失效，记录保留',
  summaryEn: 'Disable an account: its sessions, tokens and role end, its records stay',
  ...manage,
  params: ofAccount,
  answer: 'nothing',
});

export const erasePerson = route({
  method: 'POST',
  path: '/api/accounts/:account/erasure',
  summaryZh: '删除已停用账号的个人信息：姓名、口令、二次验证；记录中的账号编号保留，各处显示为已删除',
  summaryEn:
    'Erase the person of a disabled account: names, password, second factor; its id stays in the record and shows as erased everywhere',
  ...manage,
  params: ofAccount,
  body: z.strictObject({}),
  answer: accountView,
});

export const grantRole = route({
  method: 'PUT',
  path: '/api/accounts/:account/role',
  summaryZh: '授予角色，或以 null 收回；报修人须指明机构或科室',
  summaryEn: 'Grant a role, or take it away with null; a reporter needs an institution or a department',
  who: ['security-administrator'],
  sessionOnly: true,
  params: ofAccount,
  body: z.strictObject({
    role: nullable(roleSchema),
    institution: fields.key.optional(),
    department: fields.key.optional(),
  }),
  answer: accountView,
});

export const resetPassword = route({
  method: 'POST',
  path: '/api/accounts/:account/password',
  summaryZh: '给出一次性口令（只显示这一次），下次登录须立即更换',
  summaryEn: 'Give a one-time password, shown this once and to be replaced at the next sign-in',
  who: ['system-administrator', 'security-administrator', 'audit-administrator'],
  sessionOnly: true,
  params: ofAccount,
  body: z.strictObject({}),
  answer: z.object({ account: z.string(), password: z.string(), until: instant }),
});
