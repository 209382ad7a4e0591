import type { Account, Organisation } from './account.repository.js';

/** The patterns of the five contracts that Weibao knows; each demo contract has a vendor organisation of its own. */
export const patterns = ['huangpu', 'jiahe-icu', 'bayannur-emr', 'tacheng-ops', 'liyang-smart-health'] as const;

export const PLATFORM: Organisation = {
  id: 'platform',
  nameZh: '平台运维',
  nameEn: 'Platform operations',
  kind: 'platform',
  demo: false,
};

/** Role names only: no people, no vendor's name. */
export const demoOrganisations: readonly Organisation[] = [
  PLATFORM,
  { id: 'demo-hospital', nameZh: '演示医院', nameEn: 'Demo hospital', kind: 'hospital', demo: true },
  ...patterns.map((pattern, index): Organisation => ({
    id: `demo-vendor-${pattern}`,
    nameZh: `演示维保商${'甲乙丙丁戊'[index]}`,
    nameEn: `Demo vendor ${'ABCDE'[index]}`,
    kind: 'vendor',
    demo: true,
  })),
];

export const demoAccounts: readonly Account[] = [
  { name: 'duty', organisation: 'demo-hospital', role: 'duty-desk', nameZh: '值班台', demo: true },
  { name: 'finance', organisation: 'demo-hospital', role: 'finance', nameZh: '财务科', demo: true },
  { name: 'head', organisation: 'demo-hospital', role: 'it-head', nameZh: '信息科', demo: true },
  { name: 'inspector', organisation: 'demo-hospital', role: 'inspector', nameZh: '巡检员', demo: true },
  { name: 'wall', organisation: 'demo-hospital', role: 'wall', nameZh: '大屏', demo: true },
  ...patterns.map((pattern): Account => ({
    name: `vendor-${pattern}`,
    organisation: `demo-vendor-${pattern}`,
    role: 'vendor',
    nameZh: '维保商值班',
    demo: true,
  })),
  { name: 'admin', organisation: PLATFORM.id, role: 'administrator', nameZh: '系统管理员', demo: true },
];
