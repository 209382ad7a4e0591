import { Injectable } from '@nestjs/common';
import type { Refusal } from '@weibao/messages';
import { OrganisationRepository, type Organisation } from '../accounts/organisation.repository.js';
import { unfitParties, unknownParty } from './draft.refusals.js';

export interface PartyView {
  organisation: string;
  nameZh: string;
  nameEn: string;
  kind: string;
}

const viewOf = ({ id, nameZh, nameEn, kind }: Organisation): PartyView => ({ organisation: id, nameZh, nameEn, kind });
const sameText = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Who may be a party of a contract. Whoever draws one up names the other side in full: nobody is given a list of everybody. */
@Injectable()
export class Parties {
  constructor(private readonly organisations: OrganisationRepository) {}

  async find(name: string): Promise<PartyView | Refusal> {
    const found = (await this.all()).find(
      ({ id, nameZh, nameEn }) => id === name || sameText(nameZh, name) || sameText(nameEn, name),
    );
    return found ? viewOf(found) : unknownParty(name);
  }

  async named(ids: readonly string[]): Promise<PartyView[]> {
    return (await this.all()).filter(({ id }) => ids.includes(id)).map(viewOf);
  }

  /** A vendor's people see contracts as the vendor and nobody else does: what an organisation is and what it is named as go together. */
  async refusal(parties: readonly { organisation: string; part: string }[]): Promise<Refusal | null> {
    const all = await this.all();
    const faults = parties.flatMap(({ organisation, part }, index) => {
      const place = `content.parties[${index}]`;
      const known = all.find(({ id }) => id === organisation);
      if (!known) return [{ place, message: `there is no organisation "${organisation}"` }];
      const fits = (known.kind === 'vendor') === (part === 'vendor');
      return fits ? [] : [{ place, message: `"${organisation}" is of the kind ${known.kind} and cannot be ${part}` }];
    });
    return faults.length > 0 ? unfitParties(faults) : null;
  }

  private async all(): Promise<Organisation[]> {
    return (await this.organisations.list()).filter(({ kind }) => kind !== 'platform');
  }
}
