import type { Page, Response } from 'playwright-core';
import { keepPicture } from '../harness/browser.mjs';
import { seriousFaults } from './axe.fixture.js';

/** Every page, who opens it (null: nobody is signed in), and what stands on it once it is there. A new page belongs in here. */
export const everyPage: { name: string; path: string; account: string | null; ready: string }[] = [
  { name: 'sign-in', path: '/sign-in', account: null, ready: 'button[type="submit"]' },
  { name: 'pair', path: '/pair', account: null, ready: 'output[data-code]' },
  { name: 'survey', path: '/survey', account: null, ready: 'button' },
  { name: 'wall', path: '/wall', account: 'wall', ready: '[data-payment]' },
  { name: 'desk', path: '/desk', account: 'head', ready: '[data-row] a' },
  { name: 'handover', path: '/handover', account: 'head', ready: '[data-draft] table' },
  { name: 'overview', path: '/overview', account: 'head', ready: '.chart .recharts-bar' },
  { name: 'duties', path: '/duties', account: 'head', ready: '.cell' },
  { name: 'inspections', path: '/inspections', account: 'head', ready: '[data-begin]' },
  { name: 'surveys', path: '/surveys', account: 'head', ready: '[data-result]' },
  { name: 'documents', path: '/documents', account: 'head', ready: 'h1' },
  { name: 'staff', path: '/staff?contract=huangpu', account: 'head', ready: '[data-consent]' },
  { name: 'ledgers', path: '/ledgers', account: 'head', ready: '.ledger' },
  { name: 'payments', path: '/payments', account: 'head', ready: '[data-payment="P1"]' },
  { name: 'payment', path: '/payments/bayannur-emr/P1', account: 'head', ready: 'h1' },
  { name: 'forecast', path: '/forecast', account: 'head', ready: '[data-day]' },
  { name: 'statements', path: '/statements', account: 'head', ready: 'h1' },
  { name: 'assessments', path: '/assessments', account: 'head', ready: '[data-period]' },
  { name: 'acceptance', path: '/acceptance', account: 'head', ready: '[data-criterion]' },
  { name: 'contracts', path: '/contracts', account: 'head', ready: 'h1' },
  { name: 'contract', path: '/contracts/bayannur-emr', account: 'head', ready: 'h1' },
  { name: 'record', path: '/contracts/bayannur-emr?view=record', account: 'head', ready: '.take-record button' },
  { name: 'drafts', path: '/drafts', account: 'head', ready: '.draft-start' },
  { name: 'account', path: '/account', account: 'head', ready: 'h2' },
  { name: 'vendor', path: '/vendor', account: 'vendor-bayannur-emr', ready: 'h1' },
  { name: 'directory', path: '/admin/directory', account: 'head', ready: 'table a, table b' },
  { name: 'devices', path: '/admin/devices', account: 'admin', ready: 'table' },
  { name: 'calendar', path: '/admin/calendar', account: 'admin', ready: '[data-year]' },
  { name: 'people', path: '/admin/people', account: 'admin', ready: 'tr[data-row-key]' },
  { name: 'rights', path: '/admin/people', account: 'security', ready: 'tr[data-row-key]' },
  { name: 'tokens', path: '/admin/tokens', account: 'security', ready: 'tr[data-row-key]' },
  { name: 'audit', path: '/admin/audit', account: 'audit', ready: 'tr[data-row-key]' },
];

/**
 * Opens a page and says what a reader of the screen or weak eyes would stumble over: in Chinese as it loads, and in English once its own switch
 * was pressed. What has no switch (the wall, a paper) is loaded again. Keeps a picture of both.
 */
export async function lookAt(page: Page, { name, path, ready }: (typeof everyPage)[number]): Promise<string[]> {
  const answer = await page.goto(path);
  const faults = await standingFaults(page, name, ready, 'zh');
  const toEnglish = page.getByRole('button', { name: 'English', exact: true });
  if ((await toEnglish.count()) > 0)
    await toEnglish.press('Enter'); // a pointer would stay upon it
  else {
    await page.evaluate(`localStorage.setItem('weibao.language', 'en')`);
    await page.reload();
  }
  faults.push(...(await standingFaults(page, name, ready, 'en')));
  await page.evaluate(`localStorage.setItem('weibao.language', 'zh')`); // for the next page
  return [...policyFaults(answer), ...faults].map((fault) => `${path} ${fault}`);
}

async function standingFaults(page: Page, name: string, ready: string, language: 'zh' | 'en'): Promise<string[]> {
  await page.locator(`html[lang="${language === 'zh' ? 'zh-CN' : 'en'}"]`).waitFor();
  await page.locator(ready).first().waitFor();
  const faults = [...(await inlineScripts(page)), ...(await seriousFaults(page))];
  await keepPicture(page, `pages/${name}-${language}`);
  return faults.map((fault) => `(${language}) ${fault}`);
}

/** Scripts of others: what the page was sent with. The browser tells by itself where the policy was broken. */
function policyFaults(answer: Response | null): string[] {
  const policy = answer?.headers()['content-security-policy'] ?? '';
  const isStrict = /script-src 'self';/.test(policy) && /object-src 'none'; base-uri 'none'/.test(policy);
  return isStrict ? [] : [`is sent with the policy "${policy}"`];
}

/** Whether anything on the page needs more than that policy allows. */
async function inlineScripts(page: Page): Promise<string[]> {
  const inline = await page.evaluate<string[]>(
    `[...document.querySelectorAll('*')].filter((one) => (one.localName === 'script' && !one.src) ||
      one.getAttributeNames().some((name) => name.startsWith('on')) || /^\\s*javascript:/i.test(one.getAttribute('href') ?? ''))
      .map((one) => one.outerHTML.slice(0, 80))`,
  );
  return inline.map((html) => `runs ${html}`);
}
