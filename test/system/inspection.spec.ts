import { formatInstant, type DutyRecord, type Outcome } from '@weibao/exchange';
import { dayFromDate, makeCalendar } from '@weibao/calendar';
import { signalSubject, type DigestView, type DutyForms, type DutyView, type Signal } from '@weibao/messages';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWeibao, type Weibao } from '../harness/weibao.mjs';
import { administrator, finance, parties, Questions, stranger } from './billing.fixture.js';

const MINUTE_MS = 60_000;
const inspector = { ...finance, account: 'inspector', role: 'inspector' as const };
const contract = 'bayannur-duties';

/** Today and the month's end as people in China write them; the services' clock stands shortly before that end. */
const today = formatInstant(Date.now()).slice(0, 10);
const month = today.slice(0, 7);
const [year, monthNumber] = month.split('-').map(Number) as [number, number];
const monthEndMs = Date.UTC(year, monthNumber, 1) - 8 * 60 * MINUTE_MS; // the first of the next month, 00:00 in +08:00
const lastOfMonth = formatInstant(monthEndMs - 1).slice(0, 10);
const monthBefore = formatInstant(Date.UTC(year, monthNumber - 1, 1) - 8 * 60 * MINUTE_MS - 1).slice(0, 7);

let weibao: Weibao;
let questions: Questions;
const reminders: Signal[] = [];
const changes: Signal[] = [];

beforeAll(async () => {
  const preload = new URL('./inspection-later.mjs', import.meta.url).href;
  weibao = await startWeibao({
    only: ['incident-svc', 'inspection-svc', 'billing-svc'],
    demo: false,
    env: { NODE_OPTIONS: `--import=${preload}`, LATER_MS: String(monthEndMs - 30_000 - Date.now()) },
  });
  questions = await Questions.to(weibao.natsUrl);
  const into = (list: Signal[]) => ({
    callback: (_error: unknown, message: { json<T>(): T }) => void list.push(message.json<Signal>()),
  });
  questions.connection.subscribe(signalSubject('inspection', contract), into(reminders));
  questions.connection.subscribe(signalSubject('billing', contract), into(changes));
  // From the first of the month before: one inspection fell due before the contract came here, one falls due tonight.
  await questions.want(
    'billing.contract.register',
    contract,
    { pattern: 'bayannur-emr', parties, parameters: { signedOn: `${monthBefore}-01` } },
    { actor: administrator },
  );
});
afterAll(async () => {
  await questions?.close();
  await weibao?.stop();
});

const list = (body: object, heads = {}) =>
  questions.complete<{ duties: DutyView[] }>('inspection.duties.list', contract, body, { actor: inspector }, heads);
const inspectionOf = (duties: readonly DutyView[], period: string) =>
  duties.find((duty) => duty.titleZh === '月度综合巡检' && duty.period === period);

describe('duties', () => {
  it('4.4: one inspection a month, due on its last day, owed by the vendor', async () => {
    const { result } = await list({ from: lastOfMonth, to: lastOfMonth }, { billing: 1 });
    expect(inspectionOf(result.duties, month)).toMatchObject({
      contract,
      clause: 'BY-4.4-INSPM',
      dueOn: lastOfMonth,
      doneAt: null,
      owedBy: 'vendor',
    });
  });

  it('are filtered by due date, both days included', async () => {
    const { result: all } = await list({});
    const day = (duty: DutyView) => duty.dueOn ?? duty.dueAt?.slice(0, 10) ?? '';
    const { result: some } = await list({ from: `${month}-01`, to: lastOfMonth });
    expect(some.duties.map(day).every((due) => due >= `${month}-01` && due <= lastOfMonth)).toBe(true);
    expect(some.duties.length).toBeLessThan(all.duties.length);
    const swapped = await questions.ask(
      'inspection.duties.list',
      contract,
      { from: lastOfMonth, to: `${month}-01` },
      { actor: inspector },
    );
    expect(swapped).toMatchObject({ ok: false, error: { code: 'INSPECTION.BAD_RANGE' } });
  });

  it('that fall due on no day are asked for by themselves', async () => {
    const { result } = await list({ undated: true });
    expect(result.duties.length).toBeGreaterThan(0);
    expect(result.duties.every(({ dueOn, dueAt }) => dueOn === undefined && dueAt === undefined)).toBe(true);
    const nda = result.duties.find(({ clause }) => clause === 'BY-7-NDA');
    expect(nda?.proof.facts).toEqual([{ type: 'document.filed', known: { document: 'confidentiality-contract' } }]);
  });

  it('can be planned as the terms say, under the clause that leaves them to a plan', async () => {
    const { result } = await questions.complete<{ forms: DutyForms }>(
      'inspection.forms.get',
      contract,
      {},
      { actor: inspector },
      {},
    );
    expect(result.forms.plan.find(({ kind }) => kind === 'event')).toMatchObject({ clause: 'BY-4.4-INSPE' });
  });

  it('are shown to nobody without a part in the contract', async () => {
    const reply = await questions.ask('inspection.duties.list', contract, {}, { actor: stranger });
    expect(reply).toMatchObject({ ok: false, error: { code: 'ACCESS.NOT_YOURS' } });
  });

  it('are done by what is imported, and are the records that billing-svc has at equal heads', async () => {
    const at = `${monthBefore}-20T10:00:00+08:00`;
    const heads = await questions.importFacts(contract, 'inspection', [
      { id: 'i1', type: 'inspection.ended', at, inspection: 'I-1', kind: 'monthly', period: monthBefore },
      { id: 'i2', type: 'document.filed', at, document: 'inspection-report', about: 'I-1' },
    ]);
    const duties = await list({}, heads);
    expect(inspectionOf(duties.result.duties, monthBefore)).toMatchObject({ doneAt: at, status: 'done' });
    // Its report was owed within three working days and came at once.
    expect(duties.result.duties.find(({ subject }) => subject === 'I-1')).toMatchObject({ doneAt: at, status: 'done' });
    const outcome = await questions.complete<Outcome>(
      'billing.outcome.get',
      contract,
      { lists: ['duties'] },
      { actor: finance },
      heads,
    );
    expect(duties.heads).toEqual(outcome.heads);
    expect(duties.result.duties.map(recordOf)).toEqual(outcome.result.duties);
  });
});

describe('a duty that becomes overdue', () => {
  it('raises one reminder at that moment, none before and none for what was overdue before the contract came', async () => {
    await until(() =>
      reminders.some(({ detail }) => detail['period'] === month && detail['titleEn'] === 'Monthly inspection'),
    );
    const [reminder, ...more] = reminders.filter(({ detail }) => detail['titleEn'] === 'Monthly inspection');
    expect(more).toEqual([]);
    expect(reminder).toMatchObject({
      kind: 'duty.reminder.v1',
      service: 'inspection',
      contract,
      clause: 'BY-4.4-INSPM',
      subject: month,
      detail: { titleZh: '月度综合巡检', owedBy: 'vendor', dueOn: lastOfMonth },
    });
    const lateMs = Date.parse(reminder?.raisedAt ?? '') - monthEndMs;
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThan(5000);
    // The follow-up call of the month before was overdue when the contract came here.
    expect(reminders.some(({ subject }) => subject === monthBefore)).toBe(false);
  }, 90_000);

  it('changes the outcome at that moment though no fact arrived, and says so once', async () => {
    const byTime = () => changes.filter(({ dueAt }) => dueAt !== null && Date.parse(dueAt) === monthEndMs);
    await until(() => byTime().length > 0);
    expect(byTime()).toHaveLength(1);
    const detail = byTime()[0]?.detail as { lists: string[]; lines: Record<string, string[]> };
    expect(detail.lists).toContain('duties');
    expect(detail.lines['duties']).toContain(`BY-4.4-INSPM ${month}`);
  });

  it('stands in the digest of the working day after it, which was announced once, in the morning of a working day alone', async () => {
    const { result } = await questions.complete<{ digest: DigestView }>(
      'inspection.digest.get',
      contract,
      {},
      { actor: inspector },
      {},
    );
    const day = formatInstant(monthEndMs).slice(0, 10);
    expect(result.digest.on).toBe(day);
    const missed = result.digest.missed.map(({ clause, period }) => `${clause} ${period}`);
    expect(missed).toContain(`BY-4.4-INSPM ${month}`);
    const digests = reminders.filter(({ kind }) => kind === 'digest.ready.v1');
    // The services began half a minute before the month's end, past its last morning; the next day's has not come.
    const worked = makeCalendar().isWorkingDay(dayFromDate(lastOfMonth) as number);
    expect(digests.map(({ subject }) => subject)).toEqual(worked ? [lastOfMonth] : []);
    const swapped = await questions.ask('inspection.digest.get', contract, { on: '2199-01-01' }, { actor: inspector });
    expect(swapped).toMatchObject({ ok: false, error: { code: 'INSPECTION.DAY_TO_COME' } });
  });

  it('is not reminded of again after a restart', async () => {
    const before = reminders.length;
    await weibao.kill('inspection-svc');
    await weibao.untilBack('inspection-svc');
    await list({});
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(reminders).toHaveLength(before);
  });
});

/** A view without what it adds to the engine's record. */
function recordOf(view: DutyView): DutyRecord {
  const added = ['contract', 'titleZh', 'titleEn', 'owedBy', 'proof'];
  return Object.fromEntries(Object.entries(view).filter(([name]) => !added.includes(name))) as unknown as DutyRecord;
}

async function until(reached: () => boolean): Promise<void> {
  const untilMs = performance.now() + 80_000;
  while (!reached()) {
    if (performance.now() > untilMs) throw new Error('it did not happen within 80 s');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
