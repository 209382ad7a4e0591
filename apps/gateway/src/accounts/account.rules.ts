import type { Role } from '@weibao/messages';
import type { OrganisationKind } from '../database/access.tables.js';

/**
 * Which roles an organisation can give. Administrators pass without a part in any contract, so that they belong to the platform alone;
 * a vendor's people see their own contracts as the vendor, never as the hospital's desk.
 */
export function isRoleOf(role: Role, kind: OrganisationKind): boolean {
  if (kind === 'platform') return role === 'administrator' || role === 'auditor';
  if (kind === 'vendor') return role === 'vendor';
  return role !== 'administrator' && role !== 'vendor';
}
