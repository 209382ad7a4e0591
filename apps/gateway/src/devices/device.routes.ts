import { fields } from '@weibao/exchange';
import { z } from 'zod';
import { route } from '../door/route.js';
import { profiles } from './device.rules.js';

const instant = z.string();
/** A session's, as accounts: see there. */
const administrators = { who: ['system-administrator'], sessionOnly: true } as const;
const nothing = z.strictObject({});
const deviceView = z.object({
  id: z.string(),
  organisation: z.string(),
  name: z.string(),
  profile: z.enum(profiles),
  createdBy: z.string(),
  createdAt: instant,
  seenAt: instant,
  endsAt: instant,
  revokedAt: instant.nullable(),
});

export const startPairing = route({
  method: 'POST',
  path: '/api/pairings',
  summaryZh: '大屏申请配对码，10 分钟内有效',
  summaryEn: 'A wall asks for a pairing code, good for ten minutes',
  who: 'anyone',
  body: nothing,
  answer: z.object({ code: z.string(), expiresAt: instant, now: instant }),
});
export const claimPairing = route({
  method: 'POST',
  path: '/api/pairings/claim',
  summaryZh: '大屏询问是否已配对；已配对即登录',
  summaryEn: 'The wall asks whether it was paired; if so it is signed in',
  who: 'anyone',
  body: nothing,
  answer: z.object({ state: z.enum(['waiting', 'paired', 'expired']) }),
});
export const listDevices = route({
  method: 'GET',
  path: '/api/devices',
  summaryZh: '大屏设备一览，以及可以挂大屏的单位',
  summaryEn: 'The walls, and the organisations that may have one',
  ...administrators,
  answer: z.object({
    devices: z.array(deviceView),
    organisations: z.array(z.object({ id: z.string(), nameZh: z.string(), nameEn: z.string() })),
  }),
});
export const pairDevice = route({
  method: 'POST',
  path: '/api/devices',
  summaryZh: '按配对码登记一块大屏',
  summaryEn: 'Pair a wall by the code that it shows',
  ...administrators,
  sessionOnly: true,
  body: z.strictObject({
    code: z.string().min(8).max(20),
    organisation: fields.key,
    name: z.string().trim().min(1).max(60),
    profile: z.enum(profiles),
  }),
  answer: deviceView,
  status: 201,
});
export const changeProfile = route({
  method: 'PUT',
  path: '/api/devices/:device/profile',
  summaryZh: '更改大屏的显示范围：大屏立即按新范围显示',
  summaryEn: 'Change what a wall shows: it shows that at once',
  ...administrators,
  sessionOnly: true,
  params: z.object({ device: fields.key }),
  body: z.strictObject({ profile: z.enum(profiles) }),
  answer: deviceView,
});
export const revokeDevice = route({
  method: 'DELETE',
  path: '/api/devices/:device',
  summaryZh: '注销大屏：立即退出，记录保留',
  summaryEn: 'Revoke a wall: it is signed out at once, its record stays',
  ...administrators,
  params: z.object({ device: fields.key }),
  answer: 'nothing',
});
