import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture, openBrowser, openPage } from '../harness/browser.mjs';
import type { Weibao } from '../harness/weibao.mjs';
import { seriousFaults } from './axe.fixture.js';
import { accountOf, startDemo } from './demo.fixture.js';

// What an inspector, a duty desk and a vendor do on the duties and ledgers pages of the running product.

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

const visit = (account: string, viewport = { width: 1440, height: 1000 }) =>
  openPage(browser, { baseUrl: weibao.baseUrl, signInAs: accountOf(weibao, account), viewport });
type Visit = Awaited<ReturnType<typeof visit>>;

const inLanguage = ({ page }: Visit, language: string) =>
  page.addInitScript(`localStorage.setItem('weibao.language', '${language}')`);
/** What is wider than the screen and stands in nothing that scrolls by itself. */
const tooWide = ({ page }: Visit) =>
  page.evaluate<string[]>(`document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
    [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > innerWidth && !element.closest('.scroll, .ant-tabs'))
      .map((element) => element.tagName + '.' + element.className)`);

describe('the duties page', () => {
  it.each(['zh', 'en'])(
    'shows the year, the list and the backups in %s without a fault of the browser',
    async (language) => {
      const inspector = await visit('inspector');
      await inLanguage(inspector, language);
      const { page } = inspector;
      await page.goto('/duties');
      await page.locator('.year .cell').first().waitFor();
      await keepPicture(page, `duties-year-${language}`);
      await page.locator('.year .cell[data-state="done"]').first().focus();
      await page.getByRole('tooltip').first().waitFor();
      await page
        .getByText(language === 'zh' ? '备份' : 'Backups', { exact: true })
        .first()
        .click();
      await page.locator('[data-backups] [data-state="backed-up"]').first().waitFor();
      await keepPicture(page, `duties-backups-${language}`);
      await page
        .getByText(language === 'zh' ? '清单' : 'List', { exact: true })
        .first()
        .click();
      await page.locator('[data-duty]').first().waitFor();
      await keepPicture(page, `duties-list-${language}`);
      await page.locator('[data-duty] .open').first().click();
      await page.locator('.duty-lines').waitFor();
      await page.waitForTimeout(500); // the drawer slides in
      await keepPicture(page, `duty-${language}`);
      expect(inspector.faults).toEqual([]);
      await inspector.context.close();
    },
  );

  it('of a contract taken over in mid-term shows nothing before its record as missed: case by-33 on the screen', async () => {
    const inspector = await visit('inspector');
    const { page } = inspector;
    await page.goto('/duties');
    const listed = await page.request.get('/api/contracts/huangpu/records?type=record.started');
    const { facts } = (await listed.json()) as { facts: { fact: { on: string } }[] };
    const on = facts[0]?.fact.on ?? '';
    const year = page.locator('.years b');
    await year.waitFor();
    while (Number.parseInt((await year.textContent()) ?? '') > Number(on.slice(0, 4)))
      await page.getByRole('button', { name: '上一年' }).click();
    await page.locator('[data-row="HP-3.3-BKP-RUN"] .cell').first().waitFor();
    const rows = await page.evaluate<string[][]>(`[...document.querySelectorAll('[data-row^="HP-"]')].map((row) =>
      [...row.querySelectorAll('td')].map((cell) => cell.querySelector('.cell')?.dataset.state ?? ''))`);
    // What fell due in a month before that of the record: entered, or known to nobody; never missed.
    const before = rows.flatMap((states) => states.slice(0, Number(on.slice(5, 7)) - 1));
    expect(before).toContain('not-recorded');
    expect(before.filter((state) => state === 'overdue' || state === 'due')).toEqual([]);
    expect(await page.locator('.legend .not-recorded').textContent()).toContain('未纳入记录');
    await keepPicture(page, 'duties-taken-over-zh');
    expect(inspector.faults).toEqual([]);
    await inspector.context.close();
  });

  it('records an inspection from its duty on a phone of 360 pixels; another screen shows it done by the live stream', async () => {
    const watching = await visit('head');
    await watching.page.goto('/duties');
    await watching.page.getByText('清单', { exact: true }).first().click();
    const phone = await visit('inspector', { width: 360, height: 780 });
    const { page } = phone;
    await page.goto('/duties');
    // A demo contract in its eighth month always has its third quarter's server inspection before it.
    const due = page.locator('[data-duty="HP-A1-7"]').filter({ has: page.getByRole('button', { name: /^登记/ }) });
    await due.waitFor();
    await keepPicture(page, 'duties-360');
    expect(await tooWide(phone)).toEqual([]);
    const clause = (await due.getAttribute('data-duty')) ?? '';
    const period = (await due.locator('.open em').textContent()) ?? '';
    const elsewhere = watching.page.locator(`[data-duty="${clause}"]`).filter({ hasText: period });
    await elsewhere.getByRole('button', { name: /^登记/ }).waitFor();

    await due.getByRole('button', { name: /^登记/ }).click();
    await page.locator('.record-form').waitFor();
    // Everything is known from the duty: the button that sends has the focus, and Enter is enough.
    await page.locator('.ant-modal .ant-btn-primary:focus').waitFor();
    await keepPicture(page, 'record-inspection-360');
    await page.keyboard.press('Enter');
    await page.locator('.record-form').waitFor({ state: 'detached' });
    await elsewhere.getByRole('button', { name: /^登记/ }).waitFor({ state: 'detached' });
    await due.waitFor({ state: 'detached' });

    const opened = watching.page.locator('.ant-drawer');
    await watching.page.locator('[aria-label="状态"]').first().waitFor();
    await watching.page.getByText('年历', { exact: true }).first().click();
    await watching.page.locator('[data-row="HP-A1-7"] .cell[data-state="done"]').last().click();
    await opened.locator('[data-sign="duty.signed"]').click();
    await watching.page.locator('.ant-modal .ant-btn-primary').click();
    // Who signed, in which role, and when.
    await opened.getByText(/医院已签 .* · 信息科 head/).waitFor();
    await keepPicture(watching.page, 'duty-signed-zh');
    expect(phone.faults).toEqual([]);
    await phone.context.close();
    await watching.context.close();
  });
});

describe('people and approvals', () => {
  it('a vendor asks for a change of staff on a phone of 360 pixels; the hospital agrees, and the page still names the letter that is missing', async () => {
    const phone = await visit('vendor-huangpu', { width: 360, height: 780 });
    await phone.page.goto('/staff');
    await phone.page.locator('[data-record="approval.asked"]').click();
    await phone.page.locator('#record-about').fill('HP-戊');
    await phone.page.locator('#record-kind').click();
    await phone.page.keyboard.type('人员变更');
    await phone.page.keyboard.press('Enter');
    await phone.page.locator('.ant-modal .ant-btn-primary').click();
    await phone.page.locator('.record-form').waitFor({ state: 'detached' });
    const waiting = phone.page.locator('[data-consent="HP-戊"]');
    await waiting.locator('[data-need="approval"][data-state="asked"]').waitFor();
    expect(await phone.page.locator('[data-approve]').count()).toBe(0);
    expect(await tooWide(phone)).toEqual([]);
    await keepPicture(phone.page, 'staff-360');

    const head = await visit('head');
    await head.page.goto('/staff?contract=huangpu');
    const asked = head.page.locator('[data-approval]').filter({ hasText: 'HP-戊' });
    await asked.locator('[data-approve]').click();
    await head.page.locator('.ant-modal .ant-btn-primary').click();
    await head.page.locator('.record-form').waitFor({ state: 'detached' });
    // The vendor's screen learns it by the live stream; without the sealed letter it is not allowed yet.
    await waiting.locator('[data-need="approval"][data-state="met"]').waitFor();
    expect(await waiting.getAttribute('data-state')).toBe('waiting');
    await keepPicture(head.page, 'staff-huangpu-zh');
    await head.page.goto('/staff?contract=liyang-smart-health');
    await head.page.locator('[data-roster]').first().scrollIntoViewIfNeeded();
    await keepPicture(head.page, 'staff-liyang-zh');
    expect([...phone.faults, ...head.faults]).toEqual([]);
    await phone.context.close();
    await head.context.close();
  });
});

describe('a shift', () => {
  it('is handed over on one screen and taken over on another, on a phone of 360 pixels, and prints on A4 with both names', async () => {
    const going = await visit('duty');
    await going.page.goto('/handover');
    await going.page.locator('[data-draft] [data-open]').first().waitFor();
    await going.page.locator('#handover-notes').fill('备机在三号柜，钥匙在保安处');
    await keepPicture(going.page, 'handover-draft-zh');
    await going.page.locator('[data-sign-out]').click();
    const sheet = going.page.locator('[data-handover]').first();
    await sheet.waitFor();
    const id = (await sheet.getAttribute('data-handover')) ?? '';

    const coming = await visit('head', { width: 360, height: 780 });
    const { page } = coming;
    await page.goto('/desk');
    await page.locator(`[data-waiting-handover="${id}"] a`).click();
    await page.locator('.paper .typed').first().waitFor();
    expect(await page.locator('.paper').textContent()).toContain('备机在三号柜');
    await keepPicture(page, 'handover-sheet-360');
    expect(await tooWide(coming)).toEqual([]);
    await page.locator('[data-take-over]').click();
    await page.locator('[data-state="taken-over"]').waitFor();
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ media: 'print' });
    const paper = (await page.locator('.paper').textContent()) ?? '';
    expect(paper).toMatch(/交班人值班台 已于 .*签字.*接班人信息科 已于/);
    expect(await page.locator('.no-print').first().isVisible()).toBe(false);
    await keepPicture(page, 'handover-print-zh');
    expect([...going.faults, ...coming.faults]).toEqual([]);
    await coming.context.close();
    await going.context.close();
  });
});

describe('documents', () => {
  it('are filed with their scan on a phone of 360 pixels and stand in the register with it, for another screen to download', async () => {
    const phone = await visit('inspector', { width: 360, height: 780 });
    const { page } = phone;
    await page.goto('/documents');
    const due = page.locator('[data-document]').first();
    await due.waitFor();
    await keepPicture(page, 'documents-360');
    expect(await tooWide(phone)).toEqual([]);
    const [kind, about] = [await due.getAttribute('data-document'), await due.getAttribute('data-about')];
    await due.locator('[data-file-it]').click();
    await page.locator('.record-form').waitFor();
    const files = page.locator('#record-files');
    const pdf = { mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n% sealed\n%%EOF\n') };
    await files.setInputFiles({ ...pdf, name: '不是文件.pdf', buffer: Buffer.from('<html>') });
    await page.locator('[data-upload="failed"]').waitFor();
    await page.locator('.ant-modal .ant-btn-primary').click();
    await page.getByText('有文件没有传上').waitFor();
    await page.getByRole('button', { name: /^移除/ }).click();
    await files.setInputFiles({ ...pdf, name: '盖章扫描件.pdf' });
    await page.locator('[data-upload="done"]').waitFor();
    await keepPicture(page, 'document-form-360');
    await page.locator('.ant-modal .ant-btn-primary').click();
    await page.locator('.record-form').waitFor({ state: 'detached' });

    const head = await visit('head');
    await inLanguage(head, 'en');
    await head.page.goto('/documents');
    await head.page.getByText('Filed', { exact: true }).click();
    const row = head.page.locator(`[data-document="${kind}"][data-about="${about}"]`);
    const link = row.locator('[data-file]').first();
    await link.waitFor();
    await keepPicture(head.page, 'documents-filed-en');
    const [download] = await Promise.all([head.page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('盖章扫描件.pdf');
    expect(head.faults).toEqual([]);
    await head.context.close();
    await phone.context.close();
  });

  it('are filed from the incident that they are for, and printed with a code by which the sealed scan finds its way back', async () => {
    const inspector = await visit('inspector');
    const { page } = inspector;
    await page.goto('/documents');
    const report = page.locator('[data-document="rca-report"][data-state="due"]').first();
    const incident = (await report.getAttribute('data-about')) ?? '';
    await page.goto(`/incidents/bayannur-emr/${encodeURIComponent(incident)}`);
    await page.locator('[data-report="rca-report"]').click();
    await page.locator('.record-form').waitFor();
    expect(await page.locator('[data-field="about"] input').inputValue()).toBe(incident);
    await keepPicture(page, 'incident-report-zh');

    const listed = await page.request.get('/api/contracts/bayannur-emr/records?type=inspection.ended&limit=1');
    const { facts } = (await listed.json()) as { facts: { fact: { inspection: string } }[] };
    const inspection = facts[0]?.fact.inspection ?? '';
    await page.goto(`/papers/bayannur-emr/inspection-report/${encodeURIComponent(inspection)}`);
    const paper = page.locator('[data-paper]');
    await paper.locator('.qr').waitFor();
    expect(await paper.textContent()).toContain(inspection);
    await keepPicture(page, 'paper-inspection-zh');
    const code = (await paper.getAttribute('data-paper')) ?? '';
    await page.goto(`/documents?code=${code.toLowerCase()}`);
    await page.locator('.record-form').waitFor();
    expect(await page.locator('[data-field="about"] input').inputValue()).toBe(inspection);
    await keepPicture(page, 'paper-found-zh');
    await page.keyboard.press('Escape');
    await page.locator('.record-form').waitFor({ state: 'detached' });
    await page.locator('#paper-code').fill('00000-00000');
    await page.keyboard.press('Enter');
    await page.locator('[data-code="PAPER.UNKNOWN"]').waitFor();
    expect(inspector.faults.filter((fault) => !fault.includes('404'))).toEqual([]);
    await inspector.context.close();
  });
});

describe('the inspections page', () => {
  it('JH-1.5.1-SCOPE: leads through the four areas on a phone, keeps the draft over a new load, and its finding is followed until the hospital has verified it', async () => {
    const phone = await visit('vendor-jiahe-icu', { width: 360, height: 780 });
    const { page } = phone;
    await page.goto('/inspections');
    await page.locator('[data-begin="JH-1.5.1-INSPY"]').click();
    const areas = page.locator('.sheet fieldset');
    await areas.nth(3).waitFor();
    await areas.nth(0).locator('.answers button').first().click();
    await page.reload();
    await page.getByRole('button', { name: '结束巡检' }).click();
    expect(await page.locator('.sheet [role="alert"]').textContent()).toContain(
      '软件运行状态、数据备份完整性、日常运维记录完整性',
    );
    await areas.nth(1).locator('.answers button').first().click();
    await areas.nth(3).locator('.answers button').first().click();
    await areas.nth(2).locator('.answers button').nth(1).click();
    await page.locator('.finding-form textarea').first().fill('异地备份最近七天没有校验');
    await page.locator('.finding-form input[type="date"]').fill('2027-12-31');
    await keepPicture(page, 'inspection-sheet-360');
    await page.getByRole('button', { name: /^保 ?存$/ }).click();
    expect(await tooWide(phone)).toEqual([]);
    await page.getByRole('button', { name: '结束巡检' }).click();
    const finding = page.locator('[data-finding]').filter({ hasText: '异地备份最近七天没有校验' });
    await finding.getByRole('button', { name: '已整改' }).click();

    const inspector = await visit('inspector');
    await inLanguage(inspector, 'en');
    await inspector.page.goto('/inspections');
    await inspector.page.getByRole('button', { name: 'Verified' }).click();
    await finding.and(page.locator('[data-state="verified"]')).waitFor();
    await keepPicture(page, 'inspection-verified-360');
    await keepPicture(inspector.page, 'inspections-en');
    expect([...phone.faults, ...inspector.faults]).toEqual([]);
    await phone.context.close();
    await inspector.context.close();
  });
});

describe('surveys', () => {
  it('BY-V-SUB1: go out on paper and come back from a telephone of 360 pixels without an account; who sent them sees it by the live stream', async () => {
    const inspector = await visit('inspector');
    const { page } = inspector;
    await page.goto('/surveys');
    const card = page.locator('[data-contract="bayannur-emr"] [data-form="clinical"]');
    await card.locator('[data-open]').click();
    await page.locator('#survey-items').fill('响应及时\n处理质量\n服务态度');
    await page.locator('#survey-departments').fill('心内科\n老年医学科');
    await page.locator('.ant-modal .ant-btn-primary').click();
    await page.getByText('请填写 4 / 5 个评分项').waitFor();
    await page.locator('#survey-items').fill('响应及时\n处理质量\n服务态度\n系统稳定');
    await keepPicture(page, 'survey-open-zh');
    await page.locator('.ant-modal .ant-btn-primary').click();
    const paper = page.locator('[data-link="心内科"]');
    await paper.locator('.qr').waitFor();
    await page.locator('.ant-modal').waitFor({ state: 'detached' });
    await page.evaluate('window.scrollTo(0, 0)');
    await keepPicture(page, 'survey-sheet-zh');
    await page.emulateMedia({ media: 'print' });
    await keepPicture(page, 'survey-sheet-print');
    await page.emulateMedia({ media: 'screen' });

    const phone = await openPage(browser, { baseUrl: weibao.baseUrl, viewport: { width: 360, height: 780 } });
    await phone.page.goto((await paper.locator('a').getAttribute('href')) ?? '');
    await phone.page.getByText('填写科室：心内科').waitFor();
    await keepPicture(phone.page, 'survey-360');
    expect(await seriousFaults(phone.page)).toEqual([]);
    expect(await tooWide(phone)).toEqual([]);
    const small = await phone.page.evaluate<number>(
      `[...document.querySelectorAll('.survey button, .survey .choices > *')].filter((one) => one.getBoundingClientRect().height < 44).length`,
    );
    expect(small).toBe(0);
    for (let item = 0; item < 4; item += 1)
      await phone.page.locator(`[data-item="item-${item}"] .choices label`).nth(item).click();
    await phone.page.locator('#survey-note').fill('夜间响应可以更快');
    await keepPicture(phone.page, 'survey-filled-360');
    await phone.page.locator('button[type="submit"]').click();
    await phone.page.locator('[data-done]').waitFor();
    await keepPicture(phone.page, 'survey-done-360');
    await phone.page.reload();
    await phone.page.locator('[data-done]').waitFor();
    expect(phone.faults).toEqual([]);

    await card.locator('[data-department="心内科"][data-state="answered"]').waitFor();
    await card.locator('[data-department="老年医学科"][data-state="waiting"]').waitFor();
    await card.locator('[data-round]').first().scrollIntoViewIfNeeded();
    await keepPicture(page, 'surveys-zh');
    expect(inspector.faults).toEqual([]);
    await phone.context.close();
    await inspector.context.close();
  });
});

describe('the ledgers', () => {
  it('carry a demand from the duty desk to the vendor and back, each step on both screens by the live stream', async () => {
    const duty = await visit('duty');
    const vendor = await visit('vendor-bayannur-emr');
    await duty.page.goto('/ledgers');
    await vendor.page.goto('/ledgers');
    await vendor.page.locator('[data-contract="bayannur-emr"]').waitFor();
    await duty.page.locator('[data-begin="demand.filed"]').click();
    const form = duty.page.locator('.record-form');
    await form.waitFor();
    await duty.page.getByLabel('内容').fill('出院小结需要新的打印模板');
    await form.locator('[data-field="demand"] input').fill('D-2026-001');
    await keepPicture(duty.page, 'record-demand-zh');
    await duty.page.locator('.ant-modal .ant-btn-primary').click();
    await form.waitFor({ state: 'detached' });

    const atVendor = vendor.page.locator('[data-entry="D-2026-001"]');
    await atVendor.locator('[data-next="demand.answered"]').click();
    await vendor.page.locator('.ant-modal .ant-btn-primary').click();
    await duty.page.locator('[data-entry="D-2026-001"][data-state="answered"]').waitFor();
    await atVendor.locator('[data-next="demand.agreed"]').click();
    await vendor.page.getByLabel('交付期限').fill('2027-12-01T18:00');
    await vendor.page.locator('.ant-modal .ant-btn-primary').click();
    const atDesk = duty.page.locator('[data-entry="D-2026-001"]');
    await duty.page.locator('[data-entry="D-2026-001"][data-state="agreed"]').waitFor();
    expect(await atDesk.textContent()).toContain('2027-12-01 18:00');
    await keepPicture(duty.page, 'ledgers-zh');
    await inLanguage(vendor, 'en');
    await vendor.page.reload();
    await atVendor.waitFor();
    await keepPicture(vendor.page, 'ledgers-en');
    expect([...duty.faults, ...vendor.faults]).toEqual([]);
    await duty.context.close();
    await vendor.context.close();
  });

  it('have a card for each system: a probe is refused where none may go, and shows what it found by itself', async () => {
    const head = await visit('head');
    const { page } = head;
    await page.goto('/ledgers?ledger=outages');
    const card = page.locator('[data-contract="bayannur-emr"] .probes [data-system]').first();
    await card.locator('[data-set]').click();
    await page.locator('#probe-target').fill('http://127.0.0.1:5432/');
    await page.locator('.ant-modal .ant-btn-primary').click();
    await page.locator('[data-code="PROBE.ADDRESS_REFUSED"]').waitFor();
    await page.locator('#probe-target').fill('tcp://no-such-system.invalid:80');
    await page.locator('#probe-interval').fill('1');
    await page.locator('#probe-retries').fill('0');
    await keepPicture(page, 'probe-form-zh');
    await page.locator('.ant-modal .ant-btn-primary').click();
    await page.locator('.ant-modal').waitFor({ state: 'detached' });
    await card.and(page.locator('[data-state="down"]')).waitFor();
    await keepPicture(page, 'probes-zh');
    expect(await seriousFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 780 });
    expect(await tooWide(head)).toEqual([]);
    await keepPicture(page, 'probes-360');
    expect(head.faults.filter((fault) => !fault.includes('422'))).toEqual([]);
    await head.context.close();
  });

  it('let both sides agree to a window; it holds when the second has said the same', async () => {
    const vendor = await visit('vendor-bayannur-emr');
    const duty = await visit('duty', { width: 360, height: 780 });
    await vendor.page.goto('/ledgers?ledger=windows');
    await duty.page.goto('/ledgers?ledger=windows');
    await vendor.page.locator('[data-begin="maintenance.agreed"]').click();
    await vendor.page.locator('.record-form').waitFor();
    await vendor.page.locator('[data-field="system"] input').click();
    await vendor.page.keyboard.press('Enter');
    await vendor.page.getByLabel('从', { exact: true }).fill('2027-01-09T22:00');
    await vendor.page.getByLabel('到', { exact: true }).fill('2027-01-10T02:00');
    await vendor.page.locator('.ant-modal .ant-btn-primary').click();
    await vendor.page.locator('.record-form').waitFor({ state: 'detached' });
    const entry = duty.page.locator('[data-contract="bayannur-emr"] [data-entry*="2027-01-09"]');
    await entry.locator('[data-next="maintenance.agreed"]').click();
    await duty.page.locator('.ant-modal .ant-btn-primary').click();
    await duty.page.locator('[data-entry*="2027-01-09"][data-state="agreed"]').waitFor();
    await vendor.page.locator('[data-entry*="2027-01-09"][data-state="agreed"]').waitFor();
    expect(await tooWide(duty)).toEqual([]);
    await keepPicture(duty.page, 'ledgers-windows-360');
    await duty.context.close();
    await vendor.context.close();
  });
});
