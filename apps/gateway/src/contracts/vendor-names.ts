import { Injectable } from '@nestjs/common';
import { OrganisationRepository } from '../accounts/organisation.repository.js';
import type { Caller } from '../door/caller.js';
import { OwnContracts } from './own-contracts.js';

/** Whose contract each one is, for a wall with the internal profile. Nobody else is told here: visitors read the other walls. */
@Injectable()
export class VendorNames {
  constructor(
    private readonly contracts: OwnContracts,
    private readonly organisations: OrganisationRepository,
  ) {}

  /** By contract; null for whoever is not to know, and where the contracts could not be asked. */
  async of(caller: Caller): Promise<Record<string, { nameZh: string; nameEn: string }> | null> {
    if (caller.actor.role !== 'wall-internal') return null;
    const [own, organisations] = await Promise.all([this.contracts.of(caller, 'wall'), this.organisations.list()]);
    if (!own.ok) return null;
    const names = new Map(organisations.map(({ id, nameZh, nameEn }) => [id, { nameZh, nameEn }]));
    const entries = own.result.flatMap(({ contract, parties }) => {
      const vendor = parties.find(({ part }) => part === 'vendor');
      const name = vendor && names.get(vendor.organisation);
      return name ? [[contract, name] as const] : [];
    });
    return Object.fromEntries(entries);
  }
}
