import { build } from 'esbuild';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { median, type BenchRecord } from './record.js';
import { openBrowser, openHouse, openIncidents } from './wall-house.js';

// One second of the wall with 2,000 open incidents: what Chromium spends on script, style and layout, beside two other ways to show them.

const OPEN = 2000;
const TICKS = 15;
const ROUNDS = 3;

/** Milliseconds of script, style and layout since the page was opened. */
async function spentMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return (of('ScriptDuration') + of('LayoutDuration') + of('RecalcStyleDuration')) * 1000;
}

/** Of one page, milliseconds a tick, once a second as the wall has it: a median, so that a moment's other work on the machine does not count. */
async function tickMs(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const ticks: number[] = [];
  let before = await spentMs(session);
  for (let tick = 0; tick < TICKS; tick += 1) {
    await page.waitForTimeout(1000);
    const after = await spentMs(session);
    ticks.push(after - before);
    before = after;
  }
  return median(ticks);
}

const page = (body: string, script: string) =>
  `<!doctype html><meta charset="utf-8"><style>li{height:20px;content-visibility:auto;contain-intrinsic-size:auto 20px}</style>${body}<script>${script}</script>`;

/** A text node for each incident, written each second; what is out of sight is not laid out. */
const plainNodes = page(
  '<ul></ul>',
  `const list = document.querySelector('ul'); const due = []; const nodes = [];
   for (let n = 0; n < ${OPEN}; n++) { const row = document.createElement('li'); row.textContent = 'F-' + n + ' ';
     const node = document.createTextNode(''); row.append(node); list.append(row); nodes.push(node); due.push(Date.now() + n * 1000 + 3600e3); }
   const two = (value) => String(value).padStart(2, '0');
   setInterval(() => { const now = Date.now(); for (let n = 0; n < ${OPEN}; n++) { const left = Math.ceil((due[n] - now) / 1000);
     nodes[n].nodeValue = Math.floor(left / 3600) + ':' + two(Math.floor(left / 60) % 60) + ':' + two(left % 60); } }, 1000);`,
);

/** The list as one writes it first: every row rendered anew each second. */
async function reactList(): Promise<string> {
  const source = `import { createElement as h, useEffect, useState } from 'react'; import { createRoot } from 'react-dom/client';
    const rows = Array.from({ length: ${OPEN} }, (_, n) => ({ name: 'F-' + n, due: Date.now() + n * 1000 + 3600e3 }));
    const two = (value) => String(value).padStart(2, '0');
    function Row({ row, now }) { const left = Math.ceil((row.due - now) / 1000);
      return h('li', null, h('strong', null, row.name), ' ', h('b', null, Math.floor(left / 3600) + ':' + two(Math.floor(left / 60) % 60) + ':' + two(left % 60))); }
    function List() { const [now, tell] = useState(Date.now()); useEffect(() => { const timer = setInterval(() => tell(Date.now()), 1000); return () => clearInterval(timer); }, []);
      return h('ul', null, rows.map((row) => h(Row, { key: row.name, row, now }))); }
    createRoot(document.getElementById('root')).render(h(List));`;
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const script = (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
  return page('<div id="root"></div>', script).replace('content-visibility:auto;contain-intrinsic-size:auto 20px', '');
}

async function measure(browser: Browser, show: (page: Page) => Promise<unknown>): Promise<number> {
  const opened = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await show(opened);
  await opened.waitForTimeout(1500);
  const spent = await tickMs(opened);
  await opened.close();
  return spent;
}

export async function run(): Promise<BenchRecord[]> {
  const house = await openHouse();
  const browser = await openBrowser();
  try {
    house.report(openIncidents(OPEN, Date.parse('2026-11-20T14:00:00+08:00')));
    const list = await reactList();
    const [ours, plain, react]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(
        await measure(browser, async (wall) => {
          await wall.goto(`${house.url}/wall`);
          await wall.locator('[data-incident]').first().waitFor();
          if ((await wall.locator('[data-panel="incidents"] h2 em').textContent()) !== String(OPEN))
            throw new Error('the wall does not show all open incidents');
        }),
      );
      plain.push(await measure(browser, (opened) => opened.setContent(plainNodes)));
      react.push(await measure(browser, (opened) => opened.setContent(list)));
    }
    const [value, boundValue, peerValue] = [median(ours), median(plain), median(react)];
    return [
      {
        name: `the wall's second with ${OPEN} open incidents: script, style, layout`,
        value,
        unit: 'ms a tick',
        bound: 'plain text nodes with content-visibility',
        boundValue,
        ratio: value / boundValue,
        peer: 'a React list rendered anew',
        peerValue,
        peerRatio: value / peerValue,
      },
    ];
  } finally {
    await browser.close();
    await house.close();
  }
}
