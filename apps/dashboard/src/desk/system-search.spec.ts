import { describe, expect, it } from 'vitest';
import { contract } from '../testing/given.js';
import { searchSystems, systemChoices } from './system-search.js';

const bayannur = contract();
const tacheng = contract({
  contract: 'tacheng-ops',
  nameZh: '塔城运维',
  systems: [{ name: '微小化 HIS 系统', subsystems: [], core: false }],
});
const huangpu = contract({
  contract: 'huangpu',
  nameZh: '黄浦运维',
  systems: [{ name: '区域平台', subsystems: [], core: true }],
  scope: 'to-be-ruled',
});
const all = [bayannur, tacheng, huangpu];
const found = (typed: string, contracts = all) =>
  searchSystems(systemChoices(contracts), contracts, typed).map(({ system, subsystem, outsideList }) =>
    [system, subsystem, outsideList ? '?' : null].filter(Boolean).join(' · '),
  );

describe('finding a system', () => {
  it('takes Chinese, pinyin and initials, with Latin letters as they stand', () => {
    for (const typed of ['电子病历', 'dianzibingli', 'dzbl']) expect(found(typed)[0]).toBe('一体化电子病历系统');
    for (const typed of ['HIS', 'his', 'wxhhis', 'weixiaohuahis']) expect(found(typed)[0]).toBe('微小化HIS系统');
  });

  it('finds a part by its own name and says what it is a part of', () => {
    expect(found('yizhu')[0]).toBe('一体化电子病历系统 · 电子医嘱');
    expect(found('hlws')[0]).toBe('一体化电子病历系统 · 护理文书');
  });

  it('puts what begins with the typed text before what contains it', () => {
    expect(found('dz')[0]).toBe('一体化电子病历系统 · 电子医嘱');
  });

  it('offers one name once, with both contracts that cover it, spaces apart', () => {
    const [his] = searchSystems(systemChoices(all), all, 'HIS');
    expect(his?.contracts.map((entry) => entry.contract)).toEqual(['bayannur-emr', 'tacheng-ops']);
  });

  it('offers a name outside every list only where the contract leaves its scope to a ruling', () => {
    expect(found('挂号机')).toEqual(['挂号机 · ?']);
    expect(found('挂号机', [bayannur, tacheng])).toEqual([]);
    expect(found('区域平台')).toEqual(['区域平台']);
  });

  it('lists everything, whole systems first, while nothing is typed', () => {
    expect(found('').slice(0, 3)).toEqual(['一体化电子病历系统', '微小化HIS系统', '区域平台']);
  });
});
