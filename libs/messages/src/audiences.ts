import type { ActorRole, Allowed, Part } from './envelope.js';

export const hospital: readonly Part[] = ['customer', 'user'];
export const everyone: readonly Part[] = ['customer', 'user', 'vendor'];
export const desk: Allowed = { roles: ['duty-desk', 'it-head'], parts: hospital };
export const readers: Allowed = {
  roles: ['duty-desk', 'inspector', 'finance', 'it-head', 'vendor', 'auditor', 'wall', 'wall-internal'],
  parts: everyone,
};
/** A wall is given its lists: what a person opens on a page of their own, who recorded it and what it says in full, is not for the room. */
export const withoutWalls = (roles: readonly ActorRole[]) =>
  roles.filter((role) => role !== 'wall' && role !== 'wall-internal');
/** Incidents; a reporter is given those of its place. */
export const incidentReaders: Allowed = { roles: [...readers.roles, 'reporter'], parts: everyone };
/** What a contract is: its name, parties, systems, levels. */
export const contractReaders: Allowed = { roles: [...incidentReaders.roles, 'system-administrator'], parts: everyone };
/** What the contract costs. Of a trial, which is nobody's contract, who laid it may see it, too. */
export const money: Allowed = {
  roles: ['finance', 'it-head', 'vendor', 'auditor'],
  parts: everyone,
  trialRoles: ['system-administrator'],
};
export const administrators: Allowed = { roles: ['system-administrator'], parts: everyone };
/** Facts as they are stored: between services, and for the import to compare with; no route gives them away. */
export const copies: Allowed = { roles: ['service', 'system-administrator'], parts: everyone };
export const erasers: Allowed = { roles: ['it-head'], parts: hospital };
export const chainReaders: Allowed = { roles: ['audit-administrator'], parts: [] };
