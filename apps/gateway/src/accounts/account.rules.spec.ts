import { administratorRoles, roles, type Role } from '@weibao/messages';
import { expect, it } from 'vitest';
import { organisationKinds } from '../database/access.tables.js';
import { isRoleOf, mayResetPassword } from './account.rules.js';
import { demoAccounts, demoOrganisations } from './demo-organisations.js';

it('gives the three administrators to the platform alone, and vendors no role but their own', () => {
  const kindsOf = (role: (typeof roles)[number]) => organisationKinds.filter((kind) => isRoleOf(role, kind));
  for (const role of administratorRoles) expect(kindsOf(role)).toEqual(['platform']);
  expect(kindsOf('vendor')).toEqual(['vendor']);
  expect(kindsOf('duty-desk')).toEqual(['hospital', 'commission', 'institution']);
  expect(kindsOf('auditor')).toEqual(['hospital', 'commission', 'institution', 'platform']);
});

it('holds for the demo accounts, too, each of which belongs to a demo organisation', () => {
  for (const { name, role, organisation } of demoAccounts) {
    const kind = demoOrganisations.find(({ id }) => id === organisation)?.kind;
    expect([name, kind !== undefined && role !== null && isRoleOf(role, kind)]).toEqual([name, true]);
  }
});

it('lets nobody come to know the password of another office: each resets its own kind, and the system administrator all who are none', () => {
  const resettable = (by: Role) => roles.filter((of) => mayResetPassword(by, of));
  expect(resettable('security-administrator')).toEqual(['security-administrator']);
  expect(resettable('audit-administrator')).toEqual(['audit-administrator']);
  expect(resettable('system-administrator')).toEqual([
    ...['duty-desk', 'reporter', 'inspector', 'finance', 'it-head', 'vendor', 'auditor'],
    ...['system-administrator', 'wall', 'wall-internal'],
  ]);
  expect(resettable('it-head')).toEqual([]);
});
