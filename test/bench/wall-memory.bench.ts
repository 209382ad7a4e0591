import type { CDPSession } from 'playwright-core';
import type { BenchRecord } from './record.js';
import { openBrowser, openHouse, openIncidents } from './wall-house.js';

// A simulated day of the wall in Chromium: its timers run as many times faster as the house's clock does, a fact arrives every minute, and
// incidents come and go. What is held after garbage collection must not grow with the hours.

const SPEED = Number(process.env['WALL_SPEED'] ?? 240);
const HOURS = 24;
const WARM_HOURS = 2;
const HOUR_MS = 3_600_000;

/** Before anything else runs in the page: its counter and its timers go at the speed of the house. */
const faster = `{
  const speed = ${SPEED};
  const now = performance.now.bind(performance);
  performance.now = () => now() * speed;
  for (const name of ['setTimeout', 'setInterval']) {
    const real = window[name].bind(window);
    window[name] = (work, ms = 0, ...rest) => real(work, ms / speed, ...rest);
  }
  AbortSignal.timeout = () => new AbortController().signal;
}`;

interface Held {
  heapMb: number;
  nodes: number;
  listeners: number;
}
async function held(session: CDPSession): Promise<Held> {
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { heapMb: usedSize / 1e6, nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

export async function run(): Promise<BenchRecord[]> {
  const house = await openHouse(SPEED);
  const browser = await openBrowser();
  try {
    const startMs = Date.parse('2026-11-20T14:00:00+08:00');
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    await page.addInitScript(faster);
    house.report(openIncidents(30, startMs));
    await page.goto(`${house.url}/wall`);
    await page.locator('[data-incident]').first().waitFor();
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    let facts = 0;
    const tell = (open: number) => {
      facts += 1;
      house.report(openIncidents(open, startMs + facts * 60_000));
      house.emit('fact', { service: 'incident', position: facts, type: 'incident.reported', fact: `f-${facts}` });
    };
    const minute = setInterval(() => tell(20 + (facts % 40)), 60_000 / SPEED);
    /** With the same incidents each time: what is held then differs only by what was forgotten to be let go. */
    const heldAlike = async () => {
      tell(30);
      await page.waitForFunction("document.querySelector('[data-panel=incidents] h2 em')?.textContent === '30'");
      return held(session);
    };
    const until = (hours: number) => page.waitForTimeout((hours * HOUR_MS) / SPEED);
    await until(WARM_HOURS);
    const first = await heldAlike();
    await until((HOURS - WARM_HOURS) / 2);
    const middle = await heldAlike();
    await until((HOURS - WARM_HOURS) / 2);
    const last = await heldAlike();
    clearInterval(minute);
    const shown = await page.locator('.clock').getAttribute('datetime');
    if (faults.length > 0) throw new Error(`the wall failed: ${faults[0]}`);
    if (Date.parse(shown ?? '') - startMs < 0.9 * HOURS * HOUR_MS)
      throw new Error(`the wall's clock stands at ${shown}: the day was not simulated`);
    const record = (name: string, unit: string, of: (one: Held) => number): BenchRecord => ({
      name,
      value: of(last),
      unit,
      bound: `after ${WARM_HOURS} hours`,
      boundValue: of(first),
      ratio: of(last) / of(first),
      peer: 'in the middle of the day',
      peerValue: of(middle),
      peerRatio: of(last) / of(middle),
    });
    return [
      record(`the wall's heap after ${HOURS} hours and ${facts} facts`, 'MB', ({ heapMb }) => heapMb),
      record('its DOM nodes', 'nodes', ({ nodes }) => nodes),
      record('its listeners', 'listeners', ({ listeners }) => listeners),
    ];
  } finally {
    await browser.close();
    await house.close();
  }
}
