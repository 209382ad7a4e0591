import { formatInstant } from '@weibao/exchange';
import type { Caller } from '../door/caller.js';

/** Who is signed in, as pages are told. */
export function viewOfSession(caller: Caller, nowMs: number) {
  const { actor, nameZh, nameEn, organisationNameZh, organisationNameEn, demo, needs, endsAtMs } = caller;
  const { account, organisation, role, institution, department } = actor;
  return {
    ...{ account, nameZh, nameEn, organisation, organisationNameZh, organisationNameEn },
    ...{ role, institution, department, demo, needs },
    expiresAt: formatInstant(endsAtMs),
    now: formatInstant(nowMs),
  };
}
