import { parseInstant, type Fact, type Parameters } from '@weibao/exchange';
import { parseAllTerms, type Terms } from '@weibao/contract-terms';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explainClock } from './explain-clock.js';

const terms = parseAllTerms((file) =>
  readFileSync(new URL(import.meta.resolve(`@weibao/contract-terms/terms/${file}.json`)), 'utf8'),
);
const ms = (text: string): number => parseInstant(`${text}+08:00`) as number;
const at = (text: string) => ({ at: `${text}+08:00` });

interface Asked {
  contract: string;
  clause: string;
  facts: Fact[];
  parameters?: Parameters;
}

/** The lines between the start and the verdict, and the moment that comes of them. */
function explained({ contract, clause, facts, parameters = {} }: Asked) {
  const registered: Fact = { type: 'contract.registered', ...at('2024-10-01T00:00:00'), parameters };
  const found = explainClock(
    { terms: terms.get(contract) as Terms, facts: [registered, ...facts], asOfMs: ms('2025-03-10T09:00:00') },
    'I',
    clause,
  );
  return { due: found?.dueAt?.slice(0, 19), zh: found?.linesZh.slice(1, -2), en: found?.linesEn.slice(1, -2) };
}

const bayannur: Parameters = { startsOn: '2024-10-01', workingHours: [['09:00', '18:00']] };
/** Wednesday 5 March 2025, 16:30. */
const reported: Fact = { type: 'incident.reported', incident: 'I', level: '3', ...at('2025-03-05T16:30:00') };
const asRead = (readings: Record<string, string>): Asked => ({
  contract: 'bayannur-emr',
  clause: 'BY-4.1-L3-REST',
  facts: [reported],
  parameters: { ...bayannur, readings },
});

/** Asked for on site on Wednesday 5 March 2025 at that time, after nothing else had helped. */
const onSite = (time: string, ...more: Fact[]): Fact[] => [
  { type: 'incident.reported', incident: 'I', system: '科室成本管理系统', ...at('2025-03-05T06:00:00') },
  { type: 'incident.remote-failed', incident: 'I', ...at('2025-03-05T06:30:00') },
  { type: 'incident.onsite-requested', incident: 'I', ...at(`2025-03-05T${time}:00`) },
  ...more,
];

describe('the calendar in an explanation', () => {
  it('BY-4.1-L3-REST: by default working time, day by day', () => {
    // 1.5 h to 18:00, the other 2.5 h from 09:00.
    expect(explained(asRead({}))).toEqual({
      due: '2025-03-06T11:30:00',
      zh: ['只计工作时间 09:00–18:00', '2025-03-05 16:30–18:00 计 1小时 30分', '2025-03-06 09:00–11:30 计 2小时 30分'],
      en: [
        'only working time counts, 09:00–18:00',
        '2025-03-05 16:30–18:00 counts 1 h 30 min',
        '2025-03-06 09:00–11:30 counts 2 h 30 min',
      ],
    });
  });

  it('BY-4.1-L3-REST: read as 7×24 it is told as round the clock, not as the working time of the default', () => {
    expect(explained(asRead({ 'by.working_time': '7×24' }))).toEqual({
      due: '2025-03-05T20:30:00',
      zh: ['按 7×24 连续计时'],
      en: ['counted round the clock'],
    });
  });

  it('BY-4.1-L3-REST: without working hours it says that they are missing and that it only reminds', () => {
    const { zh } = explained({ ...asRead({}), parameters: { startsOn: '2024-10-01' } });
    expect(zh).toEqual(['合同按工作时间计，工作时间尚未填写：按 7×24 提示，不作违约']);
  });

  it('BY-4.1-L4-RPT: the same day by default, the end of the working day where read so', () => {
    const facts: Fact[] = [{ ...reported, level: '4' } as Fact];
    const asked: Asked = { contract: 'bayannur-emr', clause: 'BY-4.1-L4-RPT', facts, parameters: bayannur };
    expect(explained(asked)).toMatchObject({
      due: '2025-03-06T00:00:00',
      zh: ['至当日 24:00，或起算后 120 分，以较晚者为准'],
    });
    const readings = { 'by.same_day': 'end-of-working-day' };
    expect(explained({ ...asked, parameters: { ...bayannur, readings } })).toMatchObject({
      due: '2025-03-05T18:00:00',
      zh: ['至当日下班为止（下班后的，至下一工作日下班），工作时间 09:00–18:00'],
    });
  });

  it('TC-3.1.3-OFF-RESP: plain hours by default; in its own window alone, what lies in working time does not count', () => {
    // Asked for at 07:00. Plain: 13:00. In its own window: 2 h to 09:00, 9 h of working time left out, 4 h from 18:00.
    const asked: Asked = { contract: 'tacheng-ops', clause: 'TC-3.1.3-OFF-RESP', facts: onSite('07:00') };
    expect(explained(asked)).toMatchObject({ due: '2025-03-05T13:00:00', zh: ['按 7×24 连续计时'] });
    const readings = { 'tc.window': 'clock-only-in-that-window' };
    expect(explained({ ...asked, parameters: { readings } })).toEqual({
      due: '2025-03-05T22:00:00',
      zh: ['只计工作时间 09:00–18:00 以外的时间', '其间工作时间 9小时，不计'],
      en: ['only time outside working hours counts, 09:00–18:00', '9 h of working time on the way, not counted'],
    });
  });

  it('TC-8.2-EXEMPT: a wait on the hospital is told as what put the moment off, and as a stop while it lasts', () => {
    const wait: Fact = { type: 'incident.wait-started', incident: 'I', ...at('2025-03-05T11:00:00') };
    const over: Fact = { type: 'incident.wait-ended', incident: 'I', ...at('2025-03-05T11:45:00') };
    const asked = { contract: 'tacheng-ops', clause: 'TC-3.1.3-WT-RESP' };
    expect(explained({ ...asked, facts: onSite('10:00', wait, over) })).toMatchObject({
      due: '2025-03-05T12:45:00',
      zh: ['按 7×24 连续计时', '其间等待甲方或不可抗力，由 2025-03-05 12:00:00 顺延'],
    });
    expect(explained({ ...asked, facts: onSite('10:00', wait) })).toMatchObject({
      due: undefined,
      zh: ['按 7×24 连续计时', '等待甲方期间停止计时'],
    });
  });

  it('BY-A1-DEM3WD: three working days, the first day not counted', () => {
    // Filed on Wednesday: Thursday, Friday, Monday the 10th to 24:00.
    const facts: Fact[] = [{ type: 'demand.filed', demand: 'I', class: 'custom', ...at('2025-03-05T16:30:00') }];
    expect(explained({ contract: 'bayannur-emr', clause: 'BY-A1-DEM3WD', facts, parameters: bayannur })).toMatchObject({
      due: '2025-03-11T00:00:00',
      en: ['counted in working days (make-up days among them), not the first, to 24:00 of the last'],
    });
  });
});
