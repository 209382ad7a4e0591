import { fields } from '@weibao/exchange';
import { z } from 'zod';
import { contractParams } from '../contracts/contract.routes.js';
import { route } from '../door/route.js';

/** A name, a number, a department: short, one line. */
const line = z.string().trim().max(60);
const spoken = line.min(1);
/** Personal data: for the desk that wrote them down, in front of a screen; no token reads them. */
const desk = { who: ['duty-desk', 'it-head'], sessionOnly: true } as const;
const keepers = { who: ['duty-desk', 'it-head', 'system-administrator'], action: 'directory.manage' } as const;

const hotlineView = z.object({
  id: z.string(),
  contract: z.string(),
  system: z.string().nullable(),
  name: z.string(),
  phone: z.string(),
});
const contactView = z.object({
  id: z.string(),
  department: z.string(),
  name: z.string(),
  phone: z.string(),
  notedAt: z.string(),
});

/** Who called and whom the vendor was told through, as a report carries it to the door and no further. */
export const callBody = z.strictObject({ name: line.default(''), phone: line.default(''), told: line.default('') });

export const listHotlines = route({
  method: 'GET',
  path: '/api/hotlines',
  summaryZh: '各合同维保商的热线；维保商只看到自己合同的',
  summaryEn: 'Where the vendor of each contract is called; a vendor is told its own',
  who: ['duty-desk', 'it-head', 'vendor', 'reporter', 'system-administrator'],
  action: 'directory.read',
  answer: z.object({ hotlines: z.array(hotlineView) }),
});
export const addHotline = route({
  method: 'POST',
  path: '/api/contracts/:contract/hotlines',
  summaryZh: '登记一条热线，可限于一个系统',
  summaryEn: 'Add a hotline, of the contract or of one of its systems',
  ...keepers,
  params: contractParams,
  body: z.strictObject({ system: spoken.optional(), name: spoken, phone: spoken }),
  answer: hotlineView,
  status: 201,
});
export const removeHotline = route({
  method: 'DELETE',
  path: '/api/contracts/:contract/hotlines/:hotline',
  summaryZh: '删除一条热线',
  summaryEn: 'Remove a hotline',
  ...keepers,
  params: contractParams.extend({ hotline: fields.key }),
  answer: 'nothing',
});
export const listContacts = route({
  method: 'GET',
  path: '/api/contacts',
  summaryZh: '本单位的报修联系人，最近来电的在前',
  summaryEn: "The organisation's own callers, the latest first",
  ...desk,
  answer: z.object({ contacts: z.array(contactView) }),
});
export const addContact = route({
  method: 'POST',
  path: '/api/contacts',
  summaryZh: '登记联系人：姓名与电话至少一项',
  summaryEn: 'Add a contact: a name, a number or both',
  ...desk,
  body: z
    .strictObject({ department: line, name: line, phone: line })
    .refine(({ name, phone }) => name + phone !== '', { path: ['phone'], message: '姓名与电话至少填一项' }),
  answer: contactView,
  status: 201,
});
export const eraseContact = route({
  method: 'DELETE',
  path: '/api/contacts/:contact',
  summaryZh: '彻底删除联系人；故障记录保留，但不再有姓名电话',
  summaryEn: 'Erase a contact for good; incidents stay, without the person',
  ...desk,
  params: z.object({ contact: fields.key }),
  answer: 'nothing',
});
export const getCall = route({
  method: 'GET',
  path: '/api/contracts/:contract/incidents/:incident/call',
  summaryZh: '这次故障由谁来电、通知了乙方何人（只限本单位值班台）',
  summaryEn: "Who called about the incident and whom the vendor was told through, for the organisation's own desk",
  ...desk,
  params: contractParams.extend({ incident: fields.key }),
  answer: z.object({
    call: z
      .object({
        department: z.string().nullable(),
        name: z.string().nullable(),
        phone: z.string().nullable(),
        told: z.string().nullable(),
        notedBy: z.string(),
        notedAt: z.string(),
      })
      .nullable(),
  }),
});
