import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture, openBrowser, openPage } from '../harness/browser.mjs';
import type { Weibao } from '../harness/weibao.mjs';
import { accountOf as demoAccountOf, startDemo } from './demo.fixture.js';

// What a person sees, on the built dashboard with the demo data, from the sign-in to the wall.

let weibao: Weibao;
let browser: Browser;

beforeAll(async () => {
  weibao = await startDemo();
  browser = await openBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await weibao?.stop();
});

const accountOf = (name: string) => demoAccountOf(weibao, name);

describe('a duty desk', () => {
  it('signs in, reports a level 1 incident by keyboard, and the wall counts <10 min and <30 min down', async () => {
    const { account, password } = accountOf('duty');
    const desk = await openPage(browser, { baseUrl: weibao.baseUrl, viewport: { width: 1280, height: 900 } });
    await desk.page.goto('/');
    await desk.page.getByLabel('账号').fill(account);
    await desk.page.getByLabel('密码').fill(password);
    await desk.page.keyboard.press('Enter');
    await desk.page.waitForURL('**/desk');
    await desk.page.getByText('演示数据').first().waitFor();

    // The system as the caller says it, then the first hit; level by its digit; the rest is left out.
    await desk.page.locator('#system').pressSequentially('一体化电子病历');
    await desk.page.locator('.ant-select-item-option').first().waitFor();
    await desk.page.keyboard.press('Enter');
    await desk.page.locator('.level-choice input').first().waitFor();
    await desk.page.keyboard.press('1');
    await desk.page.keyboard.press('Enter');
    const saved = desk.page.locator('[data-saved]');
    await saved.waitFor();
    const incident = await saved.getAttribute('data-saved');
    expect(incident).toBeTruthy();
    await saved.locator('[data-stage="responded"]').waitFor();
    await keepPicture(desk.page, 'desk-after-a-report');

    const wall = await openPage(browser, { baseUrl: weibao.baseUrl, signInAs: accountOf('wall') });
    await wall.page.goto('/wall');
    const row = wall.page.locator(`[data-incident="${incident}"]`);
    await row.waitFor();
    for (const [stage, limit] of [
      ['responded', '<10 分'],
      ['restored', '<30 分'],
    ]) {
      const chip = row.locator(`[data-stage="${stage}"]`);
      expect(await chip.getAttribute('data-state')).toMatch(/running|soon/);
      expect(await chip.textContent()).toContain(limit);
    }
    // The countdown moves on the server's time.
    const left = row.locator('.time-left b');
    const before = await left.textContent();
    await expect.poll(() => left.textContent(), { timeout: 5000 }).not.toBe(before);
    // Beside it the payment that waits for the acceptance, and nothing that scrolls.
    const payment = wall.page.locator('[data-contract="bayannur-emr"] [data-payment="P1"]');
    await payment.waitFor();
    expect(await payment.getAttribute('data-state')).toBe('held');
    expect(await wall.page.evaluate('document.documentElement.scrollHeight <= window.innerHeight')).toBe(true);
    // Visitors stand in that room: no amounts in yuan.
    expect(await wall.page.locator('body').innerText()).not.toMatch(/[¥￥]|\d元/);
    await keepPicture(wall.page, 'wall');
    // Before the sign-in the page asks who is there, and the browser notes the answer 401 by itself.
    const expected = /401 \(Unauthorized\)/;
    expect([...desk.faults.filter((fault) => !expected.test(fault)), ...wall.faults]).toEqual([]);
    await desk.context.close();
    await wall.context.close();
  });

  it('records the response from the page, and the wall shows it without being loaded again', async () => {
    const wall = await openPage(browser, { baseUrl: weibao.baseUrl, signInAs: accountOf('wall') });
    await wall.page.goto('/wall');
    const duty = await openPage(browser, { baseUrl: weibao.baseUrl, signInAs: accountOf('duty') });
    const reported = await duty.context.request.post('/api/contracts/bayannur-emr/incidents', {
      data: { system: '微小化HIS系统', level: '1' },
      headers: { origin: weibao.baseUrl },
    });
    const { incident } = (await reported.json()).result;
    const chip = wall.page.locator(`[data-incident="${incident}"] [data-stage="responded"]`);
    // The wall turns its pages when there is more than fits: it may take a turn until this one is on show.
    await chip.waitFor({ timeout: 60_000 });
    await duty.context.request.post(`/api/contracts/bayannur-emr/incidents/${incident}/stages`, {
      data: { stage: 'responded' },
      headers: { origin: weibao.baseUrl },
    });
    await wall.page
      .locator(`[data-incident="${incident}"] [data-stage="responded"][data-state="met"]`)
      .waitFor({ timeout: 60_000 });
    await wall.context.close();
    await duty.context.close();
  });

  it('reports on a cut line: kept with its time, sent under its id when the line is back, and marked as entered late', async () => {
    const duty = await openPage(browser, { baseUrl: weibao.baseUrl, signInAs: accountOf('duty') });
    const { page } = duty;
    await Promise.all([page.waitForResponse('**/api/hotlines'), page.goto('/desk')]);
    await page.locator('#system').waitFor();
    await page.locator('[data-row]').first().waitFor();
    const gateway = weibao.pidOf('gateway') as number;
    process.kill(gateway, 'SIGSTOP');
    try {
      await page.getByText('连接已中断').first().waitFor();
      // Seven keys: at one a second, with the line down, still far below the twenty seconds that a caller waits.
      await page.locator('#system').pressSequentially('dzbl');
      await page.locator('.ant-select-item-option').first().waitFor();
      await page.keyboard.press('Enter');
      await page.getByText('演示服务热线').first().waitFor();
      await page.locator('.level-choice input').first().waitFor();
      await page.keyboard.press('2');
      await page.keyboard.press('Enter');
      await page.locator('[data-waiting="1"]').waitFor();
      await keepPicture(page, 'desk-line-cut');
    } finally {
      process.kill(gateway, 'SIGCONT');
    }
    const saved = page.locator('[data-saved]');
    await saved.waitFor();
    await page.locator('[data-waiting]').waitFor({ state: 'detached' });
    await saved.getByText('000-0000-0000').waitFor();
    await saved.locator('h2 a').click();
    await page.locator('[data-fact="incident.reported"]').getByText('补录').waitFor();
    await keepPicture(page, 'incident-entered-late');
    await duty.context.close();
  });

  it('is told when the line is cut, and the wall recovers by itself', async () => {
    const wall = await openPage(browser, { baseUrl: weibao.baseUrl, signInAs: accountOf('wall') });
    await wall.page.goto('/wall');
    await wall.page.locator('[data-incident]').first().waitFor();
    await weibao.kill('gateway');
    await wall.page.getByText('连接已中断').first().waitFor({ timeout: 20_000 });
    await weibao.untilBack('gateway');
    await expect.poll(() => wall.page.getByText('连接已中断').count(), { timeout: 30_000 }).toBe(0);
    await wall.context.close();
  });
});

describe('a reporter of a department', () => {
  it('reports from a phone without a word of the contract, follows its own report by the live stream, and sees nobody else’s', async () => {
    const reporter = await openPage(browser, {
      baseUrl: weibao.baseUrl,
      signInAs: accountOf('reporter'),
      viewport: { width: 360, height: 780 },
    });
    const { page } = reporter;
    await page.goto('/');
    await page.waitForURL('**/desk');
    await page.locator('#system').pressSequentially('hlgl');
    await page.locator('.ant-select-item-option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.level-choice input').first().waitFor();
    // Its department is known from the account, and no other can be named.
    expect(await page.locator('#department').count()).toBe(0);
    await page.keyboard.press('3');
    await page.keyboard.press('Enter');
    const saved = page.locator('[data-saved]');
    await saved.waitFor();
    const incident = (await saved.getAttribute('data-saved')) ?? '';
    const row = page.locator(`[data-row][data-incident="${incident}"]`);
    await row.getByText('门诊部').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await keepPicture(page, 'reporter-360');

    const duty = await openPage(browser, { baseUrl: weibao.baseUrl, signInAs: accountOf('duty') });
    const open = (await (await duty.context.request.get('/api/incidents/open')).json()).incidents as {
      contract: string;
      incident: string;
      department: string | null;
    }[];
    const own = open.filter(({ department }) => department === '门诊部').map((one) => one.incident);
    expect(own).toContain(incident);
    const listed = await page.locator('[data-row]').evaluateAll((rows) => rows.map((one) => one.dataset['incident']));
    expect(listed.sort()).toEqual(own.sort());
    await duty.context.request.post(`/api/contracts/bayannur-emr/incidents/${incident}/stages`, {
      data: { stage: 'responded' },
      headers: { origin: weibao.baseUrl },
    });
    await row.locator('[data-stage="responded"][data-state="met"]').waitFor();

    const other = open.find(({ department }) => department !== '门诊部');
    await page.goto(`/incidents/${other?.contract}/${other?.incident}`);
    await page.getByRole('alert').waitFor();
    expect(await page.locator('[data-deadline]').count()).toBe(0);
    await page.goto('/payments');
    await page.getByText('您的角色看不到这一页').waitFor();
    expect(reporter.faults.filter((fault) => !fault.includes('404'))).toEqual([]);
    await reporter.context.close();
    await duty.context.close();
  });
});
