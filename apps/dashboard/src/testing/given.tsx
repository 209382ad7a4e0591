import { QueryClientProvider } from '@tanstack/react-query';
import type { ClockView, ContractView, IncidentView } from '@weibao/messages';
import { render } from '@testing-library/react';
import { App } from 'antd';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { vi } from 'vitest';
import type { Session } from '../http/answers.js';
import { newQueryClient } from '../http/queries.js';
import { LanguageProvider, type Language } from '../i18n/language.js';
import { GivenLive, type Live } from '../live/live-provider.js';
import { LiveStream } from '../live/live-stream.js';
import { ServerClock } from '../live/server-clock.js';
import { Ticker } from '../live/ticker.js';
import { GivenOutbox } from '../outbox/outbox-provider.js';
import { newCommandId, Outbox, type Entry } from '../outbox/outbox.js';
import { GivenSession } from '../session/session.js';
import type { CommandAnswer } from '../http/answers.js';
import { ask } from '../http/http.js';

/** Records as the gateway answers them, of one Friday afternoon; tests say what matters to them. */
export const at = (time: string, day = '2026-11-20') => `${day}T${time}+08:00`;
export const msOf = (time: string, day?: string) => Date.parse(at(time, day));

export const clock = (change: Partial<ClockView> = {}): ClockView => ({
  subject: 'F-2026-0001',
  clause: 'BY-4.1-L1-RESP',
  startedAt: at('14:00:00'),
  dueAt: at('14:10:00'),
  metAt: null,
  status: 'running',
  lateSeconds: 0,
  firm: true,
  stage: 'responded',
  titleZh: '响应',
  titleEn: 'Response',
  limitZh: '<10 分',
  limitEn: '<10 min',
  strict: true,
  ...change,
});

export const incident = (change: Partial<IncidentView> = {}): IncidentView => ({
  contract: 'bayannur-emr',
  incident: 'F-2026-0001',
  level: '1',
  levelName: '紧急',
  system: '一体化电子病历系统',
  subsystem: null,
  department: '住院部',
  summary: '医嘱无法保存',
  reportedAt: at('14:00:00'),
  open: true,
  scopeToBeRuled: false,
  drill: false,
  inTerm: true,
  stages: [],
  clocks: [clock()],
  nextDueAt: at('14:10:00'),
  ...change,
});

export const contract = (change: Partial<ContractView> = {}): ContractView => ({
  contract: 'bayannur-emr',
  pattern: 'bayannur-emr',
  nameZh: '电子病历一体化维保',
  nameEn: 'EMR maintenance',
  trial: false,
  parties: [],
  startsOn: '2025-10-20',
  endsOn: '2028-10-19',
  systems: [
    { name: '一体化电子病历系统', subsystems: ['电子医嘱', '护理文书'], core: true },
    { name: '微小化HIS系统', subsystems: [], core: true },
  ],
  levels: [
    {
      level: '1',
      nameZh: '紧急',
      nameEn: 'Urgent',
      definitionZh: '系统崩溃，业务停止',
      definitionEn: 'System down',
      clause: 'BY-4.1-L1-DEF',
    },
    {
      level: '2',
      nameZh: '严重',
      nameEn: 'Severe',
      definitionZh: '性能下降，业务仍可进行',
      definitionEn: 'Degraded',
      clause: 'BY-4.1-L2-DEF',
    },
  ],
  workingHours: null,
  scope: 'listed',
  ...change,
});

export const session = (change: Partial<Session> = {}): Session => ({
  account: 'duty',
  nameZh: '值班台',
  nameEn: 'Duty desk',
  organisation: 'demo-hospital',
  organisationNameZh: '演示医院',
  organisationNameEn: 'Demo hospital',
  role: 'duty-desk',
  demo: true,
  needs: null,
  expiresAt: at('23:00:00'),
  now: at('14:00:00'),
  ...change,
});

/** The server says that it is `time`; the browser's counter is the test's own. */
export function liveAt(time: string): Live & { setMonotonicMs(ms: number): void } {
  let monotonicMs = 1_000;
  const clockOfServer = new ServerClock(() => monotonicMs);
  clockOfServer.learnAnswer(msOf(time), monotonicMs, monotonicMs);
  const stream = new LiveStream({
    open: () => {
      throw new Error('this test opens no stream');
    },
    monotonicMs: () => monotonicMs,
    probe: () => Promise.resolve(),
    signedIn: () => Promise.resolve(true),
    random: () => 0.5,
  });
  return {
    clock: clockOfServer,
    ticker: new Ticker(clockOfServer),
    stream,
    setMonotonicMs: (ms) => (monotonicMs = ms),
  };
}

/** Answers of the gateway by method and path; a function decides by the request. What is not listed is 404. */
export type Answers = Record<string, unknown | ((request: { body: unknown; headers: Headers }) => unknown)>;
export interface Refusing {
  status: number;
  error: { code: string; message: string };
}
const isRefusing = (value: unknown): value is Refusing =>
  typeof value === 'object' && value !== null && 'status' in value && 'error' in value;

export function answerWith(answers: Answers) {
  const requests: { method: string; path: string; body: unknown; headers: Headers }[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const request = {
      method: init.method ?? 'GET',
      path,
      body: init.body === undefined ? undefined : (JSON.parse(String(init.body)) as unknown),
      headers: new Headers(init.headers),
    };
    requests.push(request);
    const listed = answers[`${request.method} ${path.split('?')[0]}`];
    const answer: unknown =
      typeof listed === 'function' ? await (listed as (given: typeof request) => unknown)(request) : listed;
    if (answer instanceof Error) throw answer;
    if (answer === undefined)
      return new Response(JSON.stringify({ error: { code: 'X', message: '' } }), { status: 404 });
    if (isRefusing(answer)) return new Response(JSON.stringify({ error: answer.error }), { status: answer.status });
    return new Response(JSON.stringify(answer), { status: 200 });
  });
  return requests;
}

interface Around {
  live?: Live;
  session?: Session;
  language?: Language;
  path?: string;
}

/** Renders with everything that stands around a page: session, server time, outbox, language. */
export function show(page: ReactNode, around: Around = {}) {
  const outbox = new Outbox({
    post: (entry: Entry) =>
      ask<CommandAnswer>(entry.path, { method: 'POST', body: entry.body, headers: { 'idempotency-key': entry.id } }),
    newId: newCommandId,
    storage: localStorage,
    storedAs: 'weibao.outbox.test',
  });
  const live = around.live ?? liveAt('14:00:00');
  return render(
    <QueryClientProvider client={newQueryClient()}>
      <LanguageProvider initial={around.language ?? 'zh'}>
        <GivenSession value={around.session ?? session()}>
          <GivenLive value={live}>
            <GivenOutbox value={outbox}>
              <MemoryRouter initialEntries={[around.path ?? '/']}>
                <App>{page}</App>
              </MemoryRouter>
            </GivenOutbox>
          </GivenLive>
        </GivenSession>
      </LanguageProvider>
    </QueryClientProvider>,
  );
}
