import type { Outcome } from '@weibao/exchange';
import type { RecordedFact } from '@weibao/messages';
import { expect } from 'vitest';
import { addMonths, dateOf, dayOf, instantOf, msOf } from '../../apps/launcher/src/demo/dates.mjs';
import { startWeibao, type Weibao } from '../harness/weibao.mjs';
import { addPerson, call, cookieOf, type Answer } from './gateway.fixture.js';

// Facts recorded by the people who know them, over HTTP, on the built processes: nothing comes by the import door.

export const bayannur = 'bayannur-emr';
export const vendor = 'vendor-bayannur-emr';
export const emr = '一体化电子病历系统';
export const minuteMs = 60_000;
export const today = dayOf(Date.now());
export const start = addMonths(today, -13);

export let weibao: Weibao;
const cookies = new Map<string, string>();

/** Starts the built Weibao with three contracts, and signs in those who work on them. */
export async function openRecords(): Promise<void> {
  weibao = await startWeibao();
  const token = weibao.access()?.token.secret ?? '';
  const parties = (pattern: string) => [
    { organisation: 'demo-hospital', part: 'customer' },
    { organisation: `demo-vendor-${pattern}`, part: 'vendor' },
  ];
  const parameters = {
    signedOn: dateOf(start),
    startsOn: dateOf(start),
    endsOn: dateOf(addMonths(start, 36) - 1),
    workingHours: [['09:00', '18:00']],
    coreSystems: [emr],
  };
  for (const [contract, given] of [
    [bayannur, parameters],
    [
      'huangpu',
      {
        signedOn: dateOf(start),
        startsOn: dateOf(start),
        endsOn: dateOf(addMonths(start, 12) - 1),
        annualFee: '3000000.00',
      },
    ],
    ['tacheng-ops', {}],
  ] as const) {
    const body = {
      pattern: contract,
      parties: parties(contract),
      parameters: given,
      signedAt: instantOf(msOf(start, '10:00')),
    };
    const registered = await call(weibao.baseUrl, `/api/contracts/${contract}`, { method: 'PUT', body, token });
    expect(registered.status, registered.text).toBeLessThan(300);
  }
  // A second clerk, so that two people can decide at once.
  const clerk = { account: 'finance-2', organisation: 'demo-hospital', role: 'finance' };
  cookies.set('finance-2', await addPerson(weibao.baseUrl, weibao.access(), clerk));
  for (const account of ['duty', 'finance', 'head', 'inspector', 'wall', 'vendor-bayannur-emr', 'vendor-huangpu'])
    cookies.set(account, await cookieOf(weibao.baseUrl, weibao.access(), account));
}

export const closeRecords = async (): Promise<void> => weibao?.stop();

export const cookieFor = (account: string): string => cookies.get(account) as string;

export function record(
  account: string,
  fact: Record<string, unknown>,
  key?: string,
  contract = bayannur,
): Promise<Answer> {
  return call(weibao.baseUrl, `/api/contracts/${contract}/records`, {
    body: { fact },
    cookie: cookieFor(account),
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });
}

export async function recorded(account: string, fact: Record<string, unknown>): Promise<string> {
  const answer = await record(account, fact);
  expect(answer.status, answer.text).toBe(201);
  return answer.body.result.fact;
}

export const codeOf = (answer: Answer): string => answer.body.error?.code ?? 'ok';

export async function listed(account: string, query: string): Promise<RecordedFact[]> {
  const answer = await call(weibao.baseUrl, `/api/contracts/${bayannur}/records?${query}`, {
    cookie: cookieFor(account),
  });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.facts;
}

/** The outcome once it holds what was just recorded in another service. */
export async function outcome(fits: (outcome: Outcome) => boolean): Promise<Outcome> {
  for (let tries = 0; ; tries += 1) {
    const { body } = await call(weibao.baseUrl, `/api/contracts/${bayannur}/outcome`, { cookie: cookieFor('finance') });
    if (fits(body.outcome) || tries === 100) return body.outcome;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
