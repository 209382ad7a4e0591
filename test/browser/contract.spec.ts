import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture, openBrowser, openPage } from '../harness/browser.mjs';
import type { Weibao } from '../harness/weibao.mjs';
import { seriousFaults } from './axe.fixture.js';
import { accountOf, startDemo } from './demo.fixture.js';

// What the contract says, clause by clause, on the running product: found, filtered, reached from other pages, and kept current.

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

const PATH = '/contracts/bayannur-emr';

async function visit(account: string, language = 'zh', viewport = { width: 1440, height: 1000 }) {
  const visitor = await openPage(browser, { baseUrl: weibao.baseUrl, signInAs: accountOf(weibao, account), viewport });
  await visitor.page.addInitScript(`localStorage.setItem('weibao.language', '${language}')`);
  return visitor;
}

describe('the contract page', () => {
  it.each(['zh', 'en'])(
    'shows clauses, findings and readings in %s without a fault of the browser',
    async (language) => {
      const head = await visit('head', language);
      const { page } = head;
      await page.goto('/contracts');
      await page.locator('[data-contract="bayannur-emr"]').waitFor();
      await keepPicture(page, `contracts-${language}`);
      await page.locator('[data-contract="bayannur-emr"]').click();
      await page.locator('[data-clause="BY-8-GEN"]').waitFor();
      await page.locator('[data-activity^="clocks "]').first().waitFor();
      await keepPicture(page, `contract-${language}`);
      await page.getByRole('checkbox').check();
      await page.getByRole('searchbox').fill('BY-4.1-L1');
      await page.locator('[data-clause="BY-4.1-L1-RESP"]').waitFor();
      expect(await page.locator('[data-clause="BY-8-GEN"]').count()).toBe(0);
      await keepPicture(page, `contract-found-${language}`);
      await page.getByRole('tab').nth(1).click();
      await page.locator('[data-finding]').first().waitFor();
      await page.waitForTimeout(400); // the line under the tab slides
      await keepPicture(page, `contract-findings-${language}`);
      await page.getByRole('tab').nth(2).click();
      await page.locator('[data-reading="by.gen_unit"]').waitFor();
      await keepPicture(page, `contract-readings-${language}`);
      expect(head.faults).toEqual([]);
      await head.context.close();
    },
  );

  it('opens at the clause that a finding, a payment and an incident cite', async () => {
    const head = await visit('head');
    const { page } = head;
    const arrivesAt = async (clause: string) => {
      await page.waitForURL(`**${PATH}#${clause}`);
      const row = page.locator(`[data-clause="${clause}"][aria-current]`);
      await row.waitFor();
      await page.waitForFunction(`document.activeElement?.id === ${JSON.stringify(clause)}`);
      const box = await row.boundingBox();
      expect(box !== null && box.y >= 0 && box.y < 1000).toBe(true);
    };
    await page.goto(`${PATH}?view=findings`);
    const cited = page.locator('[data-clause-link]').last();
    const clause = (await cited.getAttribute('data-clause-link')) ?? '';
    await cited.click();
    await arrivesAt(clause);

    await page.goto('/payments/bayannur-emr/P1');
    await page.locator('[data-gate="invoice"] button.clause-id').click();
    const link = page.locator('.clause-text [data-clause-link]');
    const ofGate = (await link.getAttribute('data-clause-link')) ?? '';
    await link.click();
    await arrivesAt(ofGate);
    await keepPicture(page, 'contract-at-clause');

    const open = await (await head.context.request.get('/api/incidents/open')).json();
    const incident = open.incidents.find(({ contract }: { contract: string }) => contract === 'bayannur-emr');
    await page.goto(`/incidents/bayannur-emr/${incident.incident}`);
    await page.locator('[data-deadline]').first().waitFor();
    await page.locator('[data-deadline]:not([open]) summary').first().click();
    const ofClock = page.locator('[data-deadline][open] [data-clause-link]').first();
    const ofLimit = (await ofClock.getAttribute('data-clause-link')) ?? '';
    await ofClock.click();
    await arrivesAt(ofLimit);
    await head.context.close();
  });

  it('counts a new clock within the moment in which an incident is reported', async () => {
    const head = await visit('head');
    const { page } = head;
    await page.goto(`${PATH}?q=BY-4.1-L2-RESP`);
    const running = page.locator('[data-clause="BY-4.1-L2-RESP"] [data-activity="clocks running"]');
    await page.locator('[data-clause="BY-4.1-L2-RESP"]').waitFor();
    const before = (await running.count()) === 0 ? 0 : Number(await running.getAttribute('data-count'));
    const reply = await head.context.request.post('/api/contracts/bayannur-emr/incidents', {
      headers: { origin: weibao.baseUrl },
      data: { system: '微小化HIS系统', level: '2' },
    });
    expect(reply.status()).toBe(201);
    await page
      .locator(`[data-clause="BY-4.1-L2-RESP"] [data-activity="clocks running"][data-count="${before + 1}"]`)
      .waitFor({ timeout: 10_000 });
    await head.context.close();
  });

  it('shows a duty desk the clauses and no figures of the outcome, and another vendor nothing', async () => {
    const desk = await visit('duty');
    await desk.page.goto(PATH);
    await desk.page.locator('[data-clause="BY-8-GEN"]').waitFor();
    expect(await desk.page.locator('[data-activity]').count()).toBe(0);
    await desk.context.close();
    const other = await visit('vendor-huangpu');
    await other.page.goto(PATH);
    await other.page.getByRole('alert').waitFor();
    expect(await other.page.locator('[data-clause]').count()).toBe(0);
    await other.context.close();
  });

  it('is drawn up from a pattern with the clause beside each figure, settled by name, and registered; the vendor sees it only then', async () => {
    const head = await visit('head');
    const { page } = head;
    await page.goto('/drafts');
    await page.getByRole('combobox', { name: '选择范本' }).click();
    await page.getByText('电子病历一体化维保 · 范本 BY').click();
    await page.getByRole('button', { name: '以此起草' }).click();
    await page.locator('[data-draft]').waitFor();
    const draft = page.url().split('/').at(-1) ?? '';
    const saved = () => page.locator('[data-save="saved"]').waitFor();

    await page.getByLabel('合同编号').fill('emr-2027');
    await page.getByLabel('对方的全称或编号').fill('演示维保商丙');
    await page.locator('.party-add button').click();
    await page.locator('[data-party="demo-vendor-bayannur-emr"]').waitFor();
    await page.getByLabel('签订日期').fill('2026-07-01');
    await page.getByLabel('开始日期').fill('2026-07-01');
    await page.getByRole('tab', { name: '时限与指标' }).click();
    const response = page.locator('[data-figure="/incidentTargets/0/limit"] input').first();
    await response.fill('ten');
    await page.locator('[data-figure="/incidentTargets/0/limit"] [role="alert"]').waitFor();
    await response.fill('15');
    await page.locator('[data-finding="text-not-mended"][data-finding-clause="BY-4.1-L1-RESP"]').waitFor();
    await keepPicture(page, 'draft-targets');
    // The text beside the figure is mended: the finding goes by itself.
    await page.getByRole('button', { name: '改条款文字 BY-4.1-L1-RESP' }).click();
    await page.getByLabel('条款 BY-4.1-L1-RESP 中文').fill('一级：响应 <15 分钟');
    await page.locator('[data-finding="text-not-mended"]').waitFor({ state: 'detached' });
    await saved();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('tab', { name: '基本' }).click();
    expect(await seriousFaults(page)).toEqual([]);
    await keepPicture(page, 'draft-basics');

    const other = await visit('vendor-bayannur-emr');
    const told = await other.context.request.get(`/api/drafts/${draft}`);
    expect(told.status()).toBe(403);
    expect((await other.context.request.get('/api/contracts/emr-2027')).status()).toBe(404);

    expect(await page.getByRole('button', { name: '登记合同' }).isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: '全选待处理的' }).check();
    await page.getByLabel('接受的理由（必填）').fill('与对方核对过，按现文执行');
    await page.getByRole('button', { name: /按现状接受/ }).click();
    await page.locator('[data-open="0"]').waitFor();
    await keepPicture(page, 'draft-settled');
    await page.getByRole('button', { name: '登记合同' }).click();
    await page.locator('.ant-popconfirm').getByRole('button', { name: '登记合同' }).click();
    await page.waitForURL('**/contracts/emr-2027');
    await page.locator('[data-clause="BY-4.1-L1-RESP"]').waitFor();
    expect((await other.context.request.get('/api/contracts/emr-2027')).status()).toBe(200);

    // A supplement: old beside new before it is recorded, and in the list of versions after.
    await page.getByRole('link', { name: '录入补充协议' }).click();
    await page.getByRole('tab', { name: '金额与付款' }).click();
    await page.locator('[data-figure="/bases/total/yuan"] input').fill('4,500,000');
    await page.locator('[data-change="/bases/total/yuan"]').getByText('¥ 4,168,000.00').waitFor();
    await page.getByLabel('补充协议编号').fill('补-1');
    await page.getByLabel('生效日期').fill('2027-01-01');
    await keepPicture(page, 'contract-amend');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '记入补充协议' }).click();
    await page.locator('[data-version="2027-01-01"] [data-change="/bases/total/yuan"]').waitFor();
    await keepPicture(page, 'contract-versions');

    await page.goto('/contracts/emr-2027?view=readings');
    const reading = page.locator('[data-reading="by.gen_unit"]');
    await reading.getByRole('button', { name: '比较其他读法' }).click();
    await reading.locator('[data-effect]').first().waitFor();
    await reading.getByRole('button', { name: /^选定/ }).first().click();
    await page.getByLabel('理由').fill('双方书面确认');
    await page.locator('.ant-modal-footer .ant-btn-primary').click();
    await reading.locator('[data-choice="fact"]').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await keepPicture(page, 'contract-reading-chosen');
    expect(head.faults).toEqual([]);
    await head.context.close();
    await other.context.close();
  });

  it('is moved by a year of holidays only after the administrator has seen what moves; every page knows the year then', async () => {
    // Next year has no list yet: New Year, and the first week of October, for which the Saturday before the 1st is worked.
    const year = new Date().getUTCFullYear() + 1;
    const october = Array.from({ length: 7 }, (_none, index) => `${year}-10-0${index + 1}`);
    const sinceSaturday = (new Date(Date.UTC(year, 8, 30)).getUTCDay() + 1) % 7;
    const saturday = `${year}-09-${30 - sinceSaturday}`;
    const list = { year, holidays: [`${year}-01-01`, ...october], workdays: [saturday] };
    const head = await visit('head');
    await head.page.goto('/admin/calendar');
    await head.page.locator('[data-year]').first().waitFor();
    const known = head.page.locator(`[data-year="${year}"]`);
    expect(await known.count()).toBe(0);
    const admin = await visit('admin');
    const { page } = admin;
    await page.goto('/admin/calendar');
    await page.locator('#calendar-paste').fill(JSON.stringify({ ...list, workdays: [`${year}-10-03`] }));
    await page.locator('[data-take]').click();
    await page.locator('[data-preview]').click();
    await page.getByRole('alert').waitFor(); // a day cannot be off and worked
    await page.locator('#calendar-paste').fill(JSON.stringify(list));
    await page.locator('[data-take]').click();
    await page.locator('[data-preview]').click();
    // BY-4.4-INSPH: an inspection before each holiday, and two holidays are entered.
    const moves = page.locator('[data-moves-of="bayannur-emr"] [data-move="BY-4.4-INSPH"]');
    await moves.first().waitFor();
    expect(await moves.count()).toBe(2);
    await keepPicture(page, 'calendar-moves-zh');
    expect(await page.locator('[data-publish]').isDisabled()).toBe(true);
    await page.locator('#calendar-source').fill('演示通知 1 号');
    expect(await known.count()).toBe(0);
    await page.locator('[data-publish]').click();
    await page.locator('.ant-popconfirm .ant-btn-primary').click();
    await page.locator('[data-published] [data-outcome="published"]').first().waitFor();
    await keepPicture(page, 'calendar-published-zh');
    await known.getByText('演示通知 1 号').waitFor();
    expect([...admin.faults, ...head.faults].filter((fault) => !/4(00|22)/.test(fault))).toEqual([]);
    await admin.context.close();
    await head.context.close();
  });

  it('fits a phone of 360 pixels', async () => {
    const head = await visit('head', 'zh', { width: 360, height: 844 });
    for (const view of ['', '?view=findings', '?view=readings']) {
      await head.page.goto(`${PATH}${view}`);
      await head.page.locator('.clauses .card').first().waitFor();
      expect([view, await head.page.evaluate('document.documentElement.scrollWidth')]).toEqual([view, 360]);
    }
    for (const [path, ready] of [
      ['/drafts', '.draft-start'],
      [`${PATH}/amend`, '[data-amend]'],
    ] as const) {
      await head.page.goto(path);
      await head.page.locator(ready).first().waitFor();
      expect([path, await head.page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, 360]);
    }
    await head.page.goto(PATH);
    await head.page.locator('[data-clause]').first().waitFor();
    await keepPicture(head.page, 'contract-360');
    await head.context.close();
  });
});
