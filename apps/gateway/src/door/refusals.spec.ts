import { expect, it } from 'vitest';
import { badJson, refusals, statusOf } from './refusals.js';

it.each([
  ['ACCESS.WRONG_CREDENTIALS', 401],
  ['ACCESS.NOT_YOURS', 404],
  ['ACCESS.ROLE_NOT_ALLOWED', 403],
  ['INCIDENT.STAGE_TWICE', 409],
  ['BILLING.CONTRACT_EXISTS', 409],
  ['COMMAND.ID_REUSED', 409],
  ['REQUEST.INVALID', 400],
  ['ACCESS.ROLE', 403],
  ['IMPORT.UNKNOWN_CONTRACT', 404],
  ['INCIDENT.UNKNOWN', 404],
  ['INCIDENT.SYSTEM_OUT_OF_SCOPE', 422],
  ['INCIDENT.FUTURE_INSTANT', 422],
  ['SERVICE.UNAVAILABLE', 503],
  ['INTERNAL', 500],
])('%s is answered with %d', (code, status) => expect(statusOf(code)).toBe(status));

it('says in both languages what happened and what to do next', () => {
  for (const refusal of [...Object.values(refusals), badJson({ place: 'body:1:2', message: 'is not JSON' })]) {
    expect(refusal.message).toMatch(/[\u4e00-\u9fff].*。/);
    expect(refusal.messageEn).toMatch(/^[A-Z].*\.$/);
  }
});
