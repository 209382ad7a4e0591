import type { AdministratorRole } from '@weibao/messages';
import type { Account } from './account.repository.js';
import type { Organisation } from './organisation.repository.js';

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
  { name: 'duty', organisation: 'demo-hospital', role: 'duty-desk', nameZh: '值班台', nameEn: 'Duty desk', demo: true },
  {
    name: 'reporter',
    organisation: 'demo-hospital',
    role: 'reporter',
    department: '门诊部',
    nameZh: '门诊部报修',
    nameEn: 'Outpatient department',
    demo: true,
  },
  { name: 'finance', organisation: 'demo-hospital', role: 'finance', nameZh: '财务科', nameEn: 'Finance', demo: true },
  {
    name: 'head',
    organisation: 'demo-hospital',
    role: 'it-head',
    nameZh: '信息科',
    nameEn: 'IT department',
    demo: true,
  },
  {
    name: 'inspector',
    organisation: 'demo-hospital',
    role: 'inspector',
    nameZh: '巡检员',
    nameEn: 'Inspector',
    demo: true,
  },
  { name: 'wall', organisation: 'demo-hospital', role: 'wall', nameZh: '大屏', nameEn: 'Wall', demo: true },
  ...patterns.map((pattern): Account => ({
    name: `vendor-${pattern}`,
    organisation: `demo-vendor-${pattern}`,
    role: 'vendor',
    nameZh: '维保商值班',
    nameEn: 'Vendor on duty',
    demo: true,
  })),
  ...administratorAccounts(true),
];

/** 三员: the three administrators that every installation begins with. */
export function administratorAccounts(demo: boolean): (Account & { role: AdministratorRole })[] {
  const of = { organisation: PLATFORM.id, demo };
  return [
    { ...of, name: 'admin', role: 'system-administrator', nameZh: '系统管理员', nameEn: 'System administrator' },
    { ...of, name: 'security', role: 'security-administrator', nameZh: '安全管理员', nameEn: 'Security administrator' },
    { ...of, name: 'audit', role: 'audit-administrator', nameZh: '审计管理员', nameEn: 'Audit administrator' },
  ];
}
