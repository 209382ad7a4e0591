import { isAdministrator, type Role } from '@weibao/messages';
import type { OrganisationKind } from '../database/access.tables.js';

/**
 * Which roles an organisation can give. The three administrators are the platform's alone: they pass without a part in any contract, or see none;
 * a vendor's people see their own contracts as the vendor, never as the hospital's desk.
 */
export function isRoleOf(role: Role, kind: OrganisationKind): boolean {
  // No account: the role of a device that was paired so.
  if (role === 'wall-internal') return false;
  if (kind === 'platform') return isAdministrator(role) || role === 'auditor';
  if (kind === 'vendor') return role === 'vendor';
  return !isAdministrator(role) && role !== 'vendor';
}

/**
 * Whether an administrator may give an account a one-time password, and so come to know it. Ordinary people's are the system administrator's;
 * an administrator's is given by another of the same office only, or none could keep the offices apart.
 */
export const mayResetPassword = (by: Role, of: Role): boolean =>
  isAdministrator(of) ? by === of : by === 'system-administrator';
