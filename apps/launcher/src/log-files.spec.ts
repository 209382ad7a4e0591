import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { putAside } from './log-files.mjs';

const DAY_MS = 86_400_000;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'weibao-logs-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const logFile = path.join(folder, 'gateway.log');
const nowMs = Date.parse('2026-07-01T09:00:00+08:00');
const grown = (text: string): void => fs.writeFileSync(logFile, text);

it('a log that has grown large is put aside, each under a name of its own, and none of them is written over', () => {
  grown('at its limit.');
  putAside(logFile, nowMs, 13);
  expect(fs.readdirSync(folder)).toEqual(['gateway.log']);
  for (const text of ['first one over', 'second one over']) {
    grown(text);
    putAside(logFile, nowMs, 13);
  }
  const aside = fs.readdirSync(folder).sort();
  expect(aside).toEqual(['gateway.log.20260701T010000Z', 'gateway.log.20260701T010000Z-2']);
  expect(aside.map((name) => fs.readFileSync(path.join(folder, name), 'utf8'))).toEqual([
    'first one over',
    'second one over',
  ]);
});

it('等保: a log put aside is there for 180 days after its last line, and the logs of other parts are let be', () => {
  const endedAt = (name: string, ms: number): void => {
    fs.writeFileSync(path.join(folder, name), name);
    fs.utimesSync(path.join(folder, name), new Date(ms), new Date(ms));
  };
  for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name));
  endedAt('gateway.log.a', nowMs - 180 * DAY_MS);
  endedAt('gateway.log.b', nowMs - 180 * DAY_MS - 1000);
  endedAt('billing-svc.log.c', nowMs - 999 * DAY_MS);
  endedAt('gateway.log', nowMs - 999 * DAY_MS);
  putAside(logFile, nowMs);
  expect(fs.readdirSync(folder).sort()).toEqual(['billing-svc.log.c', 'gateway.log', 'gateway.log.a']);
});
