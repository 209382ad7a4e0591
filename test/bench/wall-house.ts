import type { ClockView, ContractView, IncidentView, PostureView } from '@weibao/messages';
import { createReadStream, existsSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a wall asks of the gateway, answered from memory, so that a benchmark measures the page and nothing behind it. */
export interface WallHouse {
  url: string;
  report(incidents: readonly IncidentView[]): void; // from now on these are open
  emit(event: string, data: Record<string, unknown>): void;
  close(): Promise<void>;
}

const DIST = path.resolve('apps/dashboard/dist');
const kinds: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const START = Date.parse('2026-11-20T14:00:00+08:00');
const HEARTBEAT_MS = 5000;

const instant = (ms: number) => `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
export const contract = 'bayannur-emr';

function clock(stage: string, titleZh: string, startMs: number, limitMin: number, limitZh: string): ClockView {
  return {
    subject: '',
    clause: `BY-${stage}`,
    dueAt: instant(startMs + limitMin * 60_000),
    metAt: null,
    status: 'running',
    lateSeconds: 0,
    firm: true,
    stage,
    titleZh,
    titleEn: stage,
    limitZh,
    limitEn: limitZh,
    strict: true,
    startedAt: instant(startMs),
  };
}

/** Open incidents of all levels, reported over the last hours; their three clocks run, and some have run out. */
export function openIncidents(count: number, nowMs: number): IncidentView[] {
  return Array.from({ length: count }, (_, n) => {
    const startMs = nowMs - (n % 170) * 60_000 - n * 7;
    const clocks = [
      clock('responded', '响应', startMs, 60 + (n % 240), '<60 分'),
      clock('restored', '恢复', startMs, 240 + (n % 600), '<4 时'),
      clock('resolved', '解决', startMs, 1440, '<24 时'),
    ];
    return {
      contract,
      incident: `F-${n}`,
      level: String((n % 4) + 1),
      levelName: '一般',
      system: '一体化电子病历系统',
      subsystem: null,
      department: '住院部',
      summary: `第 ${n} 件`,
      reportedAt: instant(startMs),
      open: true,
      scopeToBeRuled: false,
      drill: false,
      inTerm: true,
      stages: [],
      clocks,
      nextDueAt: clocks[0]?.dueAt ?? null,
    };
  });
}

const posture: PostureView = {
  contract,
  nameZh: '电子病历一体化维保',
  asOf: instant(START),
  changesAt: null,
  today: {
    on: '2026-11-20',
    kind: 'working',
    provisional: false,
    windows: [['09:00', '18:00']],
    inHours: true,
    onDuty: null,
  },
  payments: (['paid', 'held', 'not-yet'] as const).map((status, n) => ({
    payment: `P${n + 1}`,
    clause: 'BY-3-PAY',
    status,
    dueOn: null,
    because: '尚未验收合格',
    becauseEn: 'not accepted yet',
    gates: [],
  })),
  acceptances: [],
  metrics: ['一体化电子病历系统', '微小化HIS系统'].map((system) => ({
    clause: 'BY-V-OBJ1',
    period: 'year-1',
    system,
    value: '99.83',
    threshold: '99.5',
    final: false,
    usedSeconds: 1980,
    allowedSeconds: 157_680,
    status: 'met' as const,
  })),
  counters: [],
  internal: null,
};
const view: ContractView = {
  contract,
  pattern: contract,
  nameZh: posture.nameZh,
  nameEn: 'EMR',
  trial: false,
  parties: [],
  startsOn: '2025-10-20',
  endsOn: '2028-10-19',
  systems: [],
  levels: [],
  workingHours: null,
  scope: 'listed',
};

/** @param speed how many times faster than ours the time of this house runs */
export async function openHouse(speed = 1): Promise<WallHouse> {
  if (!existsSync(path.join(DIST, 'index.html'))) throw new Error('the dashboard is not built: npm run build');
  const startedMs = performance.now();
  const nowMs = () => Math.floor(START + (performance.now() - startedMs) * speed);
  let incidents: readonly IncidentView[] = [];
  let events = 0;
  const streams = new Set<ServerResponse>();
  const time = () => `event: time\ndata: ${JSON.stringify({ now: instant(nowMs()), nowMs: nowMs() })}\n\n`;
  const answers: Record<string, () => unknown> = {
    '/api/session': () => ({
      account: 'wall',
      nameZh: '大屏',
      organisation: 'h',
      organisationNameZh: '演示医院',
      nameEn: 'Wall',
      organisationNameEn: 'Demo hospital',
      needs: null,
      role: 'wall',
      demo: true,
      expiresAt: null,
      now: instant(nowMs()),
    }),
    '/api/time': () => ({ now: instant(nowMs()), nowMs: nowMs(), demo: true }),
    '/api/contracts': () => ({ contracts: [view], missing: [], sequence: `s.${events}` }),
    '/api/incidents/open': () => ({ incidents, missing: [], sequence: `s.${events}` }),
    '/api/posture': () => ({ postures: [posture], vendors: null, missing: [], sequence: `s.${events}` }),
    '/api/duties': () => ({ duties: [], missing: [], sequence: `s.${events}` }),
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://wall');
    if (pathname === '/api/stream') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(time());
      streams.add(response);
      request.on('close', () => streams.delete(response));
      return;
    }
    const answer = answers[pathname];
    if (answer) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer()));
      return;
    }
    const file = path.join(DIST, path.extname(pathname) === '' ? 'index.html' : path.normalize(pathname));
    if (pathname.startsWith('/api/') || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': kinds[path.extname(file)] ?? 'text/html' });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const heart = setInterval(() => streams.forEach((stream) => stream.write(time())), HEARTBEAT_MS / speed);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    report: (open) => (incidents = open),
    emit: (event, data) => {
      events += 1;
      for (const stream of streams)
        stream.write(`id: s.${events}\nevent: ${event}\ndata: ${JSON.stringify({ contract, ...data })}\n\n`);
    },
    close: async () => {
      clearInterval(heart);
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** The browser of the harness, which stands outside what a benchmark is bundled of. */
export async function openBrowser(): Promise<import('playwright-core').Browser> {
  const harness = pathToFileURL(path.resolve('test/harness/browser.mjs')).href;
  return ((await import(harness)) as typeof import('../harness/browser.mjs')).openBrowser();
}
