import type { Outcome } from '@weibao/exchange';
import type {
  ContractView,
  DutyView,
  Heads,
  IncidentDetail,
  IncidentView,
  PostureView,
  Role,
  TrendsView,
} from '@weibao/messages';

/** What the gateway answers, as its README lists it. */
export interface Session {
  account: string;
  nameZh: string;
  nameEn: string;
  organisation: string;
  organisationNameZh: string;
  organisationNameEn: string;
  role: Role;
  /** The place of a reporter. */
  institution?: string;
  department?: string;
  demo: boolean;
  /** What has to be done before anything else is answered. */
  needs: 'password' | 'second-factor' | null;
  expiresAt: string;
  now: string;
}
/** A contract that could not be asked just now: shown, never silently left out. */
export interface Missing {
  contract: string;
  code: string;
  message: string;
}
export interface ContractsAnswer {
  contracts: ContractView[];
  missing: Missing[];
  sequence: string;
}
export interface OpenIncidentsAnswer {
  incidents: IncidentView[];
  missing: Missing[];
  sequence: string;
}
export interface DutiesAnswer {
  duties: DutyView[];
  missing: Missing[];
  sequence: string;
}
export interface PostureAnswer {
  postures: PostureView[];
  vendors: Record<string, { nameZh: string; nameEn: string }> | null; // for the internal profile only
  missing: Missing[];
  sequence: string;
}
export interface TrendsAnswer {
  trends: TrendsView[];
  missing: Missing[];
  sequence: string;
}
export interface IncidentAnswer {
  incident: IncidentDetail;
  sequence: string;
}
export interface OutcomeAnswer {
  outcome: Partial<Outcome> & Pick<Outcome, 'asOf'>;
  sequence: string;
}
export interface CommandAnswer {
  result: { incident?: string; fact?: string } & Record<string, unknown>;
  heads: Heads;
  commandId: string;
}
