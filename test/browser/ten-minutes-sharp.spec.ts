import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture, openBrowser, openPage } from '../harness/browser.mjs';
import type { Weibao } from '../harness/weibao.mjs';
import { accountOf, startDemo } from './demo.fixture.js';

// Bayannur's first response is owed in less than ten minutes: met on the tenth minute itself it is late, by nothing.

let weibao: Weibao;
let browser: Browser;
let page: Page;
let incident: string;

const MINUTE_MS = 60_000;
// Twelve minutes ago, on a whole minute: typed as a person would type it, and far enough back for the tenth minute to be past.
const reportedMs = Math.floor(Date.now() / MINUTE_MS - 12) * MINUTE_MS;
const typed = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(11, 16);

beforeAll(async () => {
  weibao = await startDemo();
  browser = await openBrowser();
  const signInAs = accountOf(weibao, 'duty');
  ({ page } = await openPage(browser, { baseUrl: weibao.baseUrl, signInAs, viewport: { width: 1440, height: 1000 } }));
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await weibao?.stop();
});

describe('a response ten minutes sharp after the report', () => {
  it('is recorded by keyboard with the hospital’s own times', async () => {
    await page.goto('/desk');
    await page.locator('#system').pressSequentially('ythdzbl');
    await page.locator('.ant-select-item-option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.level-choice input').first().waitFor();
    await page.keyboard.press('1');
    await page.keyboard.press('Tab');
    await page.keyboard.type('急诊科');
    // Past who called, the call-back number, who was told and how.
    for (let field = 0; field < 5; field += 1) await page.keyboard.press('Tab');
    await page.keyboard.type('医生站打不开');
    await page.keyboard.press('Tab');
    await page.keyboard.type(typed(reportedMs));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    incident = (await page.locator('[data-saved]').getAttribute('data-saved')) ?? '';
    expect(incident).not.toBe('');

    const row = page.locator(`[data-row][data-incident="${incident}"]`);
    await row.focus();
    await page.keyboard.press('t');
    await page.keyboard.type(typed(reportedMs + 10 * MINUTE_MS));
    await page.keyboard.press('Enter');
    await page.keyboard.press('1');
    await row.locator('[data-stage="responded"][data-state="late"]').waitFor();
    expect(await row.locator('[data-stage="responded"]').textContent()).toContain('✕ 迟 0 秒');
    await keepPicture(page, 'desk-ten-minutes-sharp');
  });

  it('is late by 0 s on its page, which says why', async () => {
    await page.locator(`[data-row][data-incident="${incident}"]`).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/incidents/bayannur-emr/${incident}`);
    const deadline = page.locator('[data-deadline="responded"]');
    await deadline.waitFor();
    expect(await deadline.getAttribute('data-state')).toBe('late');
    expect(await deadline.getAttribute('open')).not.toBeNull();
    const why = (await deadline.textContent()) ?? '';
    expect(why).toContain('✕ 迟 0 秒');
    expect(why).toContain('时限是 <10 分，正好到点即为超时');
    expect(why).toContain('BY-4.1-L1-RESP');
    expect(why).toContain(`${typed(reportedMs + 10 * MINUTE_MS)}:00`);
    await keepPicture(page, 'incident-ten-minutes-sharp');
  });

  it('stands on the wall as late, and its level 1 stays on every page of the wall', async () => {
    const signInAs = accountOf(weibao, 'wall');
    const wall = await openPage(browser, { baseUrl: weibao.baseUrl, signInAs });
    await wall.page.goto('/wall');
    const chip = wall.page.locator(`[data-incident="${incident}"] [data-stage="responded"]`);
    await chip.waitFor();
    expect(await chip.textContent()).toContain('✕ 迟 0 秒');
    expect(await wall.page.locator(`[data-incident="${incident}"]`).textContent()).toContain('■ 一级超时 · 常驻');
    await wall.context.close();
  });

  it('recorded twice is refused in words that say what to do, and nothing changes', async () => {
    await page.locator('[data-record="responded"]').click();
    const refusal = page.locator('.ant-notification-notice', { hasText: 'INCIDENT.STAGE_TWICE' });
    await refusal.waitFor();
    expect(await refusal.textContent()).toMatch(/撤回/);
    await refusal.locator('.ant-notification-notice-close').click();
    expect(await page.locator('[data-fact="incident.responded"]').count()).toBe(1);
  });

  it('withdrawn with a reason, it stays on record, crossed out, and the clock is overdue again', async () => {
    await page.locator('[data-fact="incident.responded"] [data-withdraw]').click();
    await page.getByLabel('理由').fill('时间抄错');
    await page.keyboard.press('Enter');
    await page.locator('[data-fact="incident.responded"].withdrawn').waitFor();
    await page.locator('[data-deadline="responded"][data-state="missed"]').waitFor();
    expect(await page.locator('[data-fact="fact.withdrawn"]').textContent()).toContain('时间抄错');
    await keepPicture(page, 'incident-after-a-withdrawal');
  });
});
