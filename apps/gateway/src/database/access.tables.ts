import type { ActorRole, Role } from '@weibao/messages';
import type { ColumnType, Generated } from 'kysely';
import type { HandoverItems } from '../handovers/handover.routes.js';

/** The schema `access`, as the migrations beside this file make it. */
export interface AccessTables {
  organisation: {
    id: string;
    name_zh: string;
    name_en: string;
    kind: OrganisationKind;
    demo: boolean;
  };
  account: {
    name: string;
    organisation: string;
    role: Role | null; // null: made, and not yet granted one
    institution: string | null; // with department: the place of a reporter
    department: string | null;
    name_zh: string;
    name_en: string;
    password_hash: string | null; // null: none was given out yet
    totp_sealed: string | null;
    totp_pending: string | null;
    totp_step: number | null;
    password_until: Date | null; // a one-time password, good until then; null: the person's own
    demo: boolean;
    disabled_at: Date | null;
    password_set_at: Date | null; // null: there is none
    erased_at: Date | null; // names and credentials are gone for good
  };
  recovery_code: {
    account: string;
    code_hash: string;
    used_at: Date | null;
  };
  sign_in_policy: {
    single: boolean;
    password_length: number;
    password_days: Generated<number>; // 0: for ever
    second_factor_roles: Role[];
  };
  session: {
    id_hash: string;
    account: string;
    started_at: Date;
    used_at: Date;
  };
  device: {
    id: string;
    secret_hash: string;
    organisation: string;
    name: string;
    profile: 'default' | 'internal';
    created_by: string;
    created_at: Date;
    used_at: Date;
    revoked_at: Date | null;
  };
  pairing: {
    code_hash: string;
    secret_hash: string;
    expires_at: Date;
  };
  token: {
    id: string;
    secret_hash: string;
    name: string;
    account: string;
    contracts: string[];
    actions: string[];
    created_by: string;
    created_at: Date;
    expires_at: Date;
    revoked_at: Date | null;
    last_used_at: Date | null;
  };
  sign_in_failure: {
    subject: string;
    count: number;
    last_at: Date;
  };
  evidence: {
    contract: string;
    sha256: string;
    bytes: string; // bigint
    media_type: string;
    uploaded_by: string;
    uploaded_at: Date;
    damaged_at: Date | null;
  };
  contact: {
    id: string;
    organisation: string;
    department: string;
    name: string;
    phone: string;
    noted_by: string;
    noted_at: Date;
  };
  call: {
    organisation: string;
    contract: string;
    incident: string;
    contact: string | null; // null: nobody was named, or the contact was erased
    told: string | null;
    noted_by: string;
    noted_at: Date;
  };
  hotline: {
    id: string;
    contract: string;
    system: string | null; // null: for all systems of the contract
    name: string;
    phone: string;
    added_by: string;
    added_at: Date;
  };
  survey_round: {
    id: string;
    contract: string;
    contract_zh: string;
    contract_en: string;
    form: string;
    clause: string;
    title_zh: string;
    title_en: string;
    period: string;
    event: string | null; // null where the form has scores
    items: string[];
    item_max: number | null;
    organisation: string;
    opened_by: string;
    opened_at: Date;
    closes_at: Date;
  };
  survey_link: {
    id: string;
    place: Generated<string>; // bigint
    round: string;
    department: string;
    secret_hash: string;
    issued_by: string;
    issued_at: Date;
    revoked_at: Date | null;
    answered_at: Date | null;
    fact: string | null;
  };
  handover: {
    id: string;
    organisation: string;
    command_id: string;
    handed_over_by: string;
    handed_over_role: ActorRole;
    handed_over_at: Date;
    until: Date;
    contracts: string[];
    items: ColumnType<HandoverItems, string, never>;
    notes: string | null; // null: erased
    taken_back_at: Date | null;
    taken_over_by: string | null;
    taken_over_role: ActorRole | null;
    taken_over_at: Date | null;
    remark: string | null;
    recorded_at: Date | null; // from when it stands in the record of all its contracts
    erased_by: string | null;
    erased_at: Date | null;
  };
  audit: {
    position: number;
    hash: Buffer;
    body: string;
    at: Generated<string>;
    action: Generated<string>;
    account: Generated<string | null>;
    organisation: Generated<string | null>;
    address: Generated<string | null>;
    about_account: Generated<string | null>;
    contract: Generated<string | null>;
  };
  audit_head: {
    single: boolean;
    position: number;
    hash: Buffer;
  };
}

export const organisationKinds = ['hospital', 'commission', 'institution', 'vendor', 'platform'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];
