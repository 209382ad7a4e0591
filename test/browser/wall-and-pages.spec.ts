import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture, openBrowser, openPage } from '../harness/browser.mjs';
import type { Weibao } from '../harness/weibao.mjs';
import { accountOf, startDemo } from './demo.fixture.js';
import { everyPage, lookAt } from './every-page.fixture.js';

// How the pages hold on the screens and in the situations that they are made for.

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

const visit = (account: string, viewport?: { width: number; height: number }) =>
  openPage(browser, { baseUrl: weibao.baseUrl, signInAs: accountOf(weibao, account), viewport });

const everyPanel = '[data-panel]:not(:has(.empty)) li';
/** What must be read from five metres is at least this high, in pixels of a wall of 1080 lines. */
const LEAST_PX = 15;

describe('the wall', () => {
  it.each([
    [1920, 1080, '中文'],
    [3840, 2160, '中文'],
    [1366, 768, '中文'],
    [1920, 1080, 'English'],
  ])('fits on %i×%i in %s without a scrollbar, and nothing on it is too small', async (width, height, language) => {
    const wall = await visit('wall', { width, height });
    await wall.page.addInitScript(`localStorage.setItem('weibao.language', '${language === '中文' ? 'zh' : 'en'}')`);
    await wall.page.goto('/wall');
    await wall.page.locator(everyPanel).first().waitFor();
    await wall.page.locator('[data-payment]').first().waitFor();
    const measured = await wall.page.evaluate<{ overflow: boolean; cut: string[]; leastPx: number }>(`({
      overflow: document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth,
      cut: [...document.querySelectorAll('.wall > header, .wall > header *')]
        .filter((element) => element.getBoundingClientRect().right > innerWidth || element.scrollWidth > element.clientWidth + 1 && element.matches('h1'))
        .map((element) => element.textContent),
      leastPx: Math.min(...[...document.querySelectorAll('.wall *')]
        .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
        .map((element) => parseFloat(getComputedStyle(element).fontSize))),
    })`);
    expect([measured.overflow, measured.cut]).toEqual([false, []]);
    expect(measured.leastPx).toBeGreaterThanOrEqual(LEAST_PX * (height / 1080) * 0.99);
    expect(wall.faults).toEqual([]);
    await keepPicture(wall.page, `wall-${width}x${height}-${language === '中文' ? 'zh' : 'en'}`);
    await wall.context.close();
  });

  it('loads less than 300 KB of compressed JavaScript and no component library', async () => {
    const wall = await visit('wall');
    const scripts: Buffer[] = [];
    wall.page.on('response', async (response) => {
      if (response.url().endsWith('.js')) scripts.push(await response.body());
    });
    await wall.page.goto('/wall');
    await wall.page.locator('[data-incident]').first().waitFor();
    const bytes = scripts.map((script) => gzipSync(script).length).reduce((sum, size) => sum + size, 0);
    expect(scripts.length).toBeGreaterThan(1);
    expect(bytes).toBeLessThan(300_000);
    expect(scripts.some((script) => script.includes('ant-select'))).toBe(false);
    await wall.context.close();
  });

  it('shows the server’s time on a computer whose clock is three hours wrong', async () => {
    const wall = await visit('wall');
    await wall.page.addInitScript(`{
      const right = Date.now.bind(Date);
      Date.now = () => right() + 3 * 3600e3;
    }`);
    await wall.page.goto('/wall');
    const clock = wall.page.locator('.clock');
    await expect.poll(() => clock.textContent()).toMatch(/^\d\d:\d\d:\d\d$/);
    const shown = (await clock.getAttribute('datetime')) ?? '';
    expect(Math.abs(Date.parse(shown) - Date.now())).toBeLessThan(2_500);
    await wall.context.close();
  });

  it('says within five seconds that the line is cut, although the server only falls silent, and heals by itself', async () => {
    const wall = await visit('wall');
    await wall.page.goto('/wall');
    await wall.page.locator('[data-line="live"]').waitFor();
    await wall.page.locator('[data-payment]').first().waitFor();
    const gateway = weibao.pidOf('gateway') as number;
    process.kill(gateway, 'SIGSTOP');
    try {
      await wall.page.locator('[data-cut]').waitFor({ timeout: 5_000 });
      expect(await wall.page.locator('[data-cut]').textContent()).toMatch(/连接已中断 \d+ 秒/);
      await keepPicture(wall.page, 'wall-cut');
    } finally {
      process.kill(gateway, 'SIGCONT');
    }
    await wall.page.locator('[data-cut]').waitFor({ state: 'detached', timeout: 30_000 });
    await wall.page.locator('[data-line="live"]').waitFor();
    await wall.context.close();
  });

  it('shows within a second what the desk reports', async () => {
    const wall = await visit('wall');
    await wall.page.goto('/wall');
    await wall.page.locator('[data-line="live"]').waitFor();
    const count = wall.page.locator('[data-panel="incidents"] h2 em');
    const before = Number(await count.textContent());
    const desk = await visit('duty');
    const answer = await desk.context.request.post('/api/contracts/bayannur-emr/incidents', {
      data: { system: '微小化HIS系统', level: '3' },
      headers: { origin: weibao.baseUrl },
    });
    expect(answer.status()).toBe(201);
    await expect.poll(() => count.textContent().then(Number), { timeout: 1_000, interval: 25 }).toBe(before + 1);
    await desk.context.close();
    await wall.context.close();
  });
});

describe('a wall that nobody signed in', () => {
  it('shows a code, opens once the administrator has typed it, shows what the administrator says, and asks for a new one when it is revoked', async () => {
    const wall = await openPage(browser, { baseUrl: weibao.baseUrl });
    await wall.page.goto('/wall');
    const code = await wall.page.locator('output[data-code]').getAttribute('data-code');
    await keepPicture(wall.page, 'wall-pairing');
    const admin = await visit('admin', { width: 1440, height: 900 });
    await admin.page.goto('/admin/devices');
    await admin.page.getByLabel('配对码').fill(code ?? '');
    await admin.page.getByLabel('名称').fill('机房大屏');
    await admin.page.getByLabel('单位').click();
    await admin.page.locator('.ant-select-item-option', { hasText: '演示医院' }).click();
    await admin.page.locator('button[type="submit"]').click();
    await admin.page.locator('tr', { hasText: '机房大屏' }).getByText('● 有效').waitFor();
    await keepPicture(admin.page, 'devices-zh');
    await wall.page.waitForURL('**/wall', { timeout: 10_000 });
    await wall.page.locator('[data-payment]').first().waitFor();
    const shown = () => wall.page.locator('body').innerText();
    expect(await shown()).not.toMatch(/[¥￥]|\d元|演示维保商/);
    // Another profile, and back: the wall follows by itself, and keeps nothing of what it was sent before.
    const show = async (profile: string) => {
      await admin.page.getByLabel('显示范围 机房大屏').click();
      await admin.page.locator('.ant-select-item-option', { hasText: profile }).last().click();
    };
    await show('内部');
    await expect.poll(shown, { timeout: 10_000 }).toMatch(/¥.*演示维保商|演示维保商[^]*¥/);
    await keepPicture(wall.page, 'wall-internal-zh');
    await show('公开');
    await expect.poll(shown, { timeout: 10_000 }).not.toMatch(/[¥￥]|\d元|演示维保商/);
    await wall.page.locator('[data-payment]').first().waitFor();
    await admin.page.locator('tr', { hasText: '机房大屏' }).locator('button').click();
    await admin.page.locator('.ant-popover .ant-btn-primary').click();
    await wall.page.waitForURL('**/pair', { timeout: 5_000 });
    const next = await wall.page.locator('output[data-code]').getAttribute('data-code');
    expect(next).not.toBe(code);
    expect(admin.faults).toEqual([]);
    await admin.context.close();
    await wall.context.close();
  });
});

describe('a program', () => {
  it('is given a token on its page: the secret is shown once, opens what it names, and nothing once it is revoked', async () => {
    const security = await visit('security', { width: 360, height: 800 });
    const { page } = security;
    await page.goto('/admin/tokens');
    await page.getByLabel('名称').fill('备份脚本');
    await page.getByLabel('以哪个账号的名义').fill('head');
    await page.locator('.ant-select-item-option', { hasText: 'head ·' }).click();
    await page.getByLabel('用途').fill('incident.report');
    await page.locator('.ant-select-item-option', { hasText: 'incident.report ·' }).click();
    await page.keyboard.press('Escape');
    await page.getByLabel('合同编号').fill('huangpu');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape'); // on a phone the list lies over the button
    await page.locator('button[type="submit"]').click();
    const secret = (await page.locator('[data-secret]').innerText()).trim();
    expect(secret).toMatch(/^weibao_/);
    await keepPicture(page, 'token-made-zh');
    await page.getByRole('button', { name: '已保存' }).click();
    const report = async () => {
      const answer = await fetch(`${weibao.baseUrl}/api/contracts/bayannur-emr/incidents`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: '{"system":"HIS"}',
      });
      return ((await answer.json()) as { error: { code: string } }).error.code;
    };
    expect(await report()).toBe('ACCESS.TOKEN_SCOPE'); // it is good, for huangpu
    const row = page.locator('tr', { hasText: '备份脚本' });
    expect(await row.innerText()).not.toContain(secret);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await row.locator('button').click();
    await page.locator('.ant-popover .ant-btn-primary').click();
    await row.getByText('✕ 已吊销').waitFor();
    await keepPicture(page, 'tokens-360-zh');
    expect(await report()).toBe('ACCESS.TOKEN_INVALID');
    expect(security.faults).toEqual([]);
    await security.context.close();
  });
});

describe('the pages behind it', () => {
  it('stand in both languages without a fault of the browser, and axe finds nothing serious or critical on any of them', async () => {
    const found: string[] = [];
    const asSeenBy = async (account: string | null) => {
      const signInAs = account === null ? undefined : accountOf(weibao, account);
      const viewport = account === 'wall' ? undefined : { width: 1440, height: 1000 };
      const person = await openPage(browser, { baseUrl: weibao.baseUrl, signInAs, viewport });
      for (const one of everyPage.filter((page) => page.account === account))
        found.push(...(await lookAt(person.page, one)));
      if (account === 'head') {
        const incident = await person.context.request.get('/api/incidents/open').then((answer) => answer.json());
        const [{ contract, incident: id }] = incident.incidents;
        const path = `/incidents/${contract}/${id}`;
        found.push(...(await lookAt(person.page, { name: 'incident', path, account, ready: '[data-deadline]' })));
        const paper = `/papers/${contract}/fault-report/${id}`;
        found.push(
          ...(await lookAt(person.page, { name: 'paper', path: paper, account, ready: '.paper-page section' })),
        );
      }
      // Nobody is signed in before the sign-in, no link is opened without a secret, and the browser notes such answers by itself.
      const expected = /401 \(Unauthorized\)|40[04] \((Bad Request|Not Found)\)/;
      found.push(...person.faults.filter((fault) => account !== null || !expected.test(fault)));
      await person.context.close();
    };
    // Side by side: a page that loads leaves the processor to another one.
    await Promise.all([...new Set(everyPage.map((one) => one.account))].map(asSeenBy));
    expect(found).toEqual([]);
  }, 240_000);

  it.each([390, 360])('can be used at %i pixels: nothing is wider than the phone', async (width) => {
    const duty = await visit('duty', { width, height: 844 });
    await duty.page.goto('/desk');
    await duty.page.locator('[data-row]').first().waitFor();
    expect(await duty.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await keepPicture(duty.page, `desk-${width}`);
    // One line of navigation, which opens to all pages and closes behind the chosen one.
    const ledgers = duty.page.getByRole('link', { name: '台账' });
    expect(await ledgers.isVisible()).toBe(false);
    await duty.page.getByRole('button', { name: '菜单' }).click();
    await ledgers.waitFor();
    await keepPicture(duty.page, `menu-${width}`);
    await ledgers.click();
    await duty.page.waitForURL('**/ledgers');
    expect(await ledgers.isVisible()).toBe(false);
    await duty.context.close();
  });

  it('answer a vendor who types the address of another vendor’s incident that there is no such thing', async () => {
    const duty = await visit('duty');
    const open = await (await duty.context.request.get('/api/incidents/open')).json();
    const other = open.incidents.find(({ contract }: { contract: string }) => contract === 'bayannur-emr').incident;
    await duty.context.close();
    const vendor = await visit('vendor-huangpu', { width: 1440, height: 1000 });
    await vendor.page.goto(`/incidents/bayannur-emr/${other}`);
    await vendor.page.getByRole('alert').waitFor();
    expect(await vendor.page.locator('[data-deadline]').count()).toBe(0);
    await vendor.page.goto('/desk');
    await vendor.page.locator('[data-row]').first().waitFor();
    expect(await vendor.page.locator('[data-row] a[href*="bayannur"]').count()).toBe(0);
    expect(await vendor.page.locator('.report-form').count()).toBe(0);
    await vendor.context.close();
  });

  it('send a person without permission to a page that says so', async () => {
    const wall = await visit('wall', { width: 1440, height: 1000 });
    await wall.page.goto('/payments');
    await wall.page.getByText('您的角色看不到这一页').waitFor();
    await wall.page.goto('/nowhere');
    await wall.page.getByText('没有这个页面').waitFor();
    await wall.context.close();
  });

  it('ask for the sign-in, show where the demo accounts are, and refuse a wrong password in words', async () => {
    const visitor = await openPage(browser, { baseUrl: weibao.baseUrl, viewport: { width: 1440, height: 1000 } });
    await visitor.page.goto('/desk');
    await visitor.page.waitForURL('**/sign-in?to=%2Fdesk');
    await visitor.page.getByText('demo-accounts.json').waitFor();
    await visitor.page.getByLabel('账号').fill('duty');
    await visitor.page.getByLabel('密码').fill('wrong');
    await visitor.page.keyboard.press('Enter');
    await visitor.page.locator('[data-code="ACCESS.WRONG_CREDENTIALS"]').waitFor();
    await keepPicture(visitor.page, 'sign-in-refused');
    await visitor.context.close();
  });
});
