import type { Role } from '@weibao/messages';

/** The account behind a session or a token, as it is now. */
export interface Person {
  account: string;
  organisation: string;
  organisationNameZh: string;
  organisationNameEn: string;
  role: Role;
  institution: string | null;
  department: string | null;
  nameZh: string;
  nameEn: string;
  demo: boolean;
}

/** Of `account as a` and `organisation as o`. */
export const personColumns = [
  ...(['a.name as person', 'a.organisation', 'a.role', 'a.institution', 'a.department', 'a.demo'] as const),
  ...(['a.name_zh as person_zh', 'a.name_en as person_en'] as const),
  ...(['o.name_zh as organisation_zh', 'o.name_en as organisation_en'] as const),
] as const;

interface PersonRow {
  person: string;
  organisation: string;
  role: Role | null;
  institution: string | null;
  department: string | null;
  demo: boolean;
  person_zh: string;
  person_en: string;
  organisation_zh: string;
  organisation_en: string;
}

/** Null for an account that holds no role: it opens nothing. */
export function personOfRow(row: PersonRow): Person | null {
  const { role, organisation, institution, department, demo } = row;
  if (role === null) return null;
  return {
    ...{ account: row.person, organisation, role, institution, department, demo },
    ...{ nameZh: row.person_zh, nameEn: row.person_en },
    ...{ organisationNameZh: row.organisation_zh, organisationNameEn: row.organisation_en },
  };
}
