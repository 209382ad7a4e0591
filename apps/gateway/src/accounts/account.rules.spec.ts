import { roles } from '@weibao/messages';
import { expect, it } from 'vitest';
import { organisationKinds } from '../database/access.tables.js';
import { isRoleOf } from './account.rules.js';
import { demoAccounts, demoOrganisations } from './demo-organisations.js';

it('gives administrators to the platform alone, and vendors no role but their own', () => {
  const kindsOf = (role: (typeof roles)[number]) => organisationKinds.filter((kind) => isRoleOf(role, kind));
  expect(kindsOf('administrator')).toEqual(['platform']);
  expect(kindsOf('vendor')).toEqual(['vendor']);
  expect(kindsOf('duty-desk')).toEqual(['hospital', 'commission', 'institution']);
  expect(kindsOf('auditor')).toEqual(['hospital', 'commission', 'institution', 'platform']);
});

it('holds for the demo accounts, too, each of which belongs to a demo organisation', () => {
  for (const { name, role, organisation } of demoAccounts) {
    const kind = demoOrganisations.find(({ id }) => id === organisation)?.kind;
    expect([name, kind !== undefined && isRoleOf(role, kind)]).toEqual([name, true]);
  }
});
