import type { Outcome } from '@weibao/exchange';
import type {
  Actor,
  AmendmentTrial,
  ContractTermsView,
  ContractView,
  DraftContent,
  DraftRegistered,
  DraftView,
  IncidentView,
  ReadingEffectView,
} from '@weibao/messages';
import { expect } from 'vitest';
import { finance, stranger, vendor, type Questions } from './billing.fixture.js';

// A contract of its own: drawn up from the EMR contract with other figures, its findings settled, registered, and worked with at once.

export const head: Actor = { account: 'head', organisation: 'demo-hospital', role: 'it-head' };
const otherHead: Actor = { account: 'head', organisation: 'other-hospital', role: 'it-head' };
export const contract = 'emr-2026';
const emr = '一体化电子病历系统';
const response = '/incidentTargets/0/limit'; // BY-4.1-L1-RESP

export const content: DraftContent = {
  contract,
  parties: [
    { organisation: 'demo-hospital', part: 'customer' },
    { organisation: 'demo-vendor', part: 'vendor' },
  ],
  parameters: {
    signedOn: '2026-07-01',
    startsOn: '2026-07-01',
    endsOn: '2029-06-30',
    workingHours: [['08:00', '17:30']],
    coreSystems: [emr],
  },
  recordStartsOn: '2026-07-01',
  edits: { '/nameZh': '电子病历维保二期', '/bases/total/yuan': '3000000.00', [response]: { minutes: 15 } },
  texts: {},
};

const draftOf = async (questions: Questions, draft: string): Promise<DraftView> =>
  (await questions.want<DraftView>('billing.draft.get', 'all', { draft }, { actor: head })).result;

/** Draws the draft up; nobody but the own organisation's readers is told of it. */
export async function drawnUp(questions: Questions): Promise<DraftView> {
  const start = { actor: head, commandId: 'draft-1' };
  const started = await questions.want<DraftView>('billing.draft.start', 'all', { basedOn: 'BY' }, start);
  const again = await questions.want<DraftView>('billing.draft.start', 'all', { basedOn: 'BY' }, start);
  expect(again.result.draft).toBe(started.result.draft);
  const { draft, version } = started.result;

  const bad = { ...content, contract: 'Bad Id', edits: { [response]: { minutes: -1.5 }, '/prefix': 'XX' } };
  const refused = await questions.ask('billing.draft.save', 'all', { draft, version, content: bad }, { actor: head });
  expect(refused.ok ? [] : refused.error.faults?.map(({ place }) => place)).toEqual([
    'contract',
    `edits.${response}`,
    'edits./prefix',
  ]);
  expect((await draftOf(questions, draft)).version).toBe(version);

  const saved = await questions.want<DraftView>(
    'billing.draft.save',
    'all',
    { draft, version, content },
    { actor: head },
  );
  // Somebody else looks at the version before: what was saved is not overwritten.
  const late = await questions.ask('billing.draft.save', 'all', { draft, version, content }, { actor: head });
  expect(late.ok || late.error.code).toBe('BILLING.DRAFT_CONFLICT');

  for (const [actor, code] of [
    [vendor, 'ACCESS.ROLE'],
    [otherHead, 'BILLING.DRAFT_UNKNOWN'],
    [stranger, 'BILLING.DRAFT_UNKNOWN'],
  ] as const) {
    const told = await questions.ask('billing.draft.get', 'all', { draft }, { actor });
    expect(told.ok || told.error.code).toBe(code);
  }
  const list = await questions.want<{ drafts: unknown[] }>('billing.draft.list', 'all', {}, { actor: stranger });
  expect(list.result.drafts).toEqual([]);
  expect(
    (await questions.want<DraftView>('billing.draft.get', 'all', { draft }, { actor: finance })).result.draft,
  ).toBe(draft);
  return saved.result;
}

/** Nothing is registered until each finding is mended or accepted by name; a text that is mended needs nobody's acceptance. */
export async function settledAndRegistered(questions: Questions, drawn: DraftView): Promise<DraftRegistered> {
  const { draft } = drawn;
  const early = await questions.ask(
    'billing.draft.register',
    'all',
    { draft, version: drawn.version },
    { actor: head },
  );
  expect(early.ok || early.error.code).toBe('BILLING.DRAFT_NOT_SETTLED');
  expect(early.ok ? 0 : early.error.faults?.length).toBe(drawn.open);
  const unmended = drawn.findings.filter(({ finding }) => finding === 'text-not-mended');
  expect(unmended.map(({ clause }) => clause)).toEqual(['BY-3-TOTAL', 'BY-4.1-L1-RESP']);

  const texts = {
    'BY-3-TOTAL': { zh: '合同总价 3,000,000.00 元', en: 'Total CNY 3,000,000.00' },
    'BY-4.1-L1-RESP': { zh: '一级：响应 <15 分钟', en: 'Level 1: response under 15 minutes' },
  };
  const body = { draft, version: drawn.version, content: { ...content, texts } };
  const mended = (await questions.want<DraftView>('billing.draft.save', 'all', body, { actor: head })).result;
  expect(mended.findings.some(({ finding }) => finding === 'text-not-mended')).toBe(false);
  const open = mended.findings.filter(({ severity }) => severity !== 'INFO').map(({ key }) => key);
  const accept = { draft, findings: open, note: '与对方核对过，按现文执行' };
  const settled = (await questions.want<DraftView>('billing.draft.accept', 'all', accept, { actor: head })).result;
  expect(settled.open).toBe(0);
  expect(settled.findings.find(({ key }) => key === open[0])?.accepted).toMatchObject({
    account: 'head',
    reason: accept.note,
  });

  const register = { draft, version: settled.version };
  const command = { actor: head, commandId: 'register-draft-1' };
  const registered = await questions.want<DraftRegistered>('billing.draft.register', 'all', register, command);
  const twice = await questions.want<DraftRegistered>('billing.draft.register', 'all', register, command);
  expect(twice.result).toEqual(registered.result);
  const closed = await questions.ask(
    'billing.draft.save',
    'all',
    { ...body, version: settled.version },
    { actor: head },
  );
  expect(closed.ok || closed.error.code).toBe('BILLING.DRAFT_TWICE');
  expect(registered.result).toMatchObject({ contract, accepted: open.length });
  return registered.result;
}

/** Without a restart: the vendor has its part, an incident runs against the contract's own target, and money is counted from its own total. */
export async function workedWith(questions: Questions): Promise<void> {
  const seen = await questions.want<ContractView>('billing.contract.get', contract, {}, { actor: vendor });
  expect(seen.result).toMatchObject({ nameZh: '电子病历维保二期', startsOn: '2026-07-01', parties: content.parties });

  const body = { at: '2026-07-15T10:00:00+08:00', incident: 'I-1', system: emr, level: '1' };
  const reported = await questions.want('incident.report', contract, body, { actor: head });
  const open = await questions.want<{ incidents: IncidentView[] }>(
    'incident.open.list',
    contract,
    {},
    { actor: vendor },
  );
  // Ten minutes in the pattern, fifteen here: 10:15, and the limit itself is late.
  expect(open.result.incidents[0]?.clocks[0]).toMatchObject({
    clause: 'BY-4.1-L1-RESP',
    dueAt: '2026-07-15T10:15:00+08:00',
    limitZh: '<15 分',
  });
  const { result } = await questions.complete<Outcome>(
    'billing.outcome.get',
    contract,
    { lists: ['clocks', 'payments'] },
    { actor: finance },
    reported.heads,
  );
  expect(result.clocks[0]).toMatchObject({ clause: 'BY-4.1-L1-RESP', dueAt: '2026-07-15T10:15:00+08:00' });
  // A fifth of 3,000,000.00.
  expect(result.payments[0]).toMatchObject({ payment: 'P1', gross: '600000.00' });
  expect(result.versions.terms.startsWith(`${contract} `)).toBe(true);

  const terms = (await questions.want<ContractTermsView>('billing.clauses.list', contract, {}, { actor: vendor }))
    .result;
  const asked = terms.findings.filter(({ severity }) => severity !== 'INFO');
  expect(asked.every(({ accepted }) => accepted?.account === 'head')).toBe(true);
  expect(terms.clauses.find(({ id }) => id === 'BY-3-TOTAL')?.zh).toBe('合同总价 3,000,000.00 元');
}

/** A signed supplement: tried out first, with old and new, then recorded with its number and its day. */
export async function amended(questions: Questions): Promise<void> {
  const total = '/bases/total/yuan';
  const bad = { edits: { [total]: 'much', '/prefix': 'XX' }, parameters: { endsOn: '2029-02-30' } };
  const refused = await questions.ask('billing.amendment.check', contract, bad, { actor: head });
  expect(refused.ok ? [] : refused.error.faults?.map(({ place }) => place)).toEqual([
    `edits.${total}`,
    'edits./prefix',
    'parameters.endsOn',
  ]);
  const body = { edits: { [total]: '3500000.00' }, parameters: { endsOn: '2030-06-30' } };
  const { result } = await questions.want<AmendmentTrial>('billing.amendment.check', contract, body, { actor: head });
  expect(result.figures).toMatchObject([{ path: total, clause: 'BY-3-TOTAL', was: '3000000.00', value: '3500000.00' }]);
  expect(result.parameters).toEqual([{ name: 'endsOn', was: '2029-06-30', value: '2030-06-30' }]);
  expect(result.changes).toEqual({
    terms: { bases: { total: { yuan: '3500000.00' } } },
    parameters: { endsOn: '2030-06-30' },
  });
  const fact = { type: 'contract.amended', effectiveOn: '2026-07-01', supplement: '补-1', changes: result.changes };
  const recorded = await questions.want('billing.fact.record', contract, { fact }, { actor: head });
  const outcome = await questions.complete<Outcome>(
    'billing.outcome.get',
    contract,
    { lists: ['payments'] },
    { actor: finance },
    recorded.heads,
  );
  // A fifth of 3,500,000.00.
  expect(outcome.result.payments[0]).toMatchObject({ payment: 'P1', gross: '700000.00' });
  const versionsFor = async (actor: Actor) =>
    (await questions.want<ContractTermsView>('billing.clauses.list', contract, {}, { actor })).result.versions;
  expect(await versionsFor(vendor)).toMatchObject([
    { effectiveOn: '2026-07-01', supplement: '补-1', account: 'head', figures: [{ path: total, was: '3000000.00' }] },
  ]);
  // Whoever sees no amounts is told that there is a version, and not what it changed.
  expect(await versionsFor({ ...finance, role: 'duty-desk' })).toMatchObject([{ supplement: '补-1', figures: null }]);
}

/** A reading is compared by whoever sees the outcome, and chosen by name by the hospital's head of IT alone. */
export async function readAnotherWay(questions: Questions): Promise<void> {
  const compare = (actor: Actor, reading: string) =>
    questions.ask<{ effects: ReadingEffectView[] }>('billing.reading.compare', contract, { reading }, { actor });
  const unknown = await compare(vendor, 'no.such');
  expect(unknown.ok || unknown.error.code).toBe('BILLING.READING_UNKNOWN');
  const found = await compare(vendor, 'by.same_day');
  const effects = found.ok ? found.result.effects : [];
  // Nothing was asked for at level 4: no amount rests on when its day ends.
  expect(effects.map(({ more, differences }) => [more, differences])).toEqual(
    effects.map(() => [{ vendor: '0.00', hospital: '0.00' }, []]),
  );
  const value = effects.at(-1)?.value ?? '';
  const fact = { type: 'reading.chosen', reading: 'by.same_day', value, note: '双方书面确认' };
  const byVendor = await questions.ask('billing.fact.record', contract, { fact }, { actor: vendor });
  expect(byVendor.ok || byVendor.error.code).toBe('ACCESS.FACT_TYPE');
  await questions.want('billing.fact.record', contract, { fact }, { actor: head });
  const terms = await questions.want<ContractTermsView>('billing.clauses.list', contract, {}, { actor: vendor });
  const [question] = terms.result.readings.find(({ option }) => option === 'by.same_day')?.questions ?? [];
  expect(question).toMatchObject({ inForce: value, choice: { value, source: 'fact', account: 'head' } });
}
