import { queryOptions } from '@tanstack/react-query';
import type { SurveyForm } from '@weibao/messages';
import { ask } from '../http/http.js';

export interface SurveyDepartment {
  link: string;
  department: string;
  state: 'answered' | 'revoked' | 'expired' | 'waiting';
  issuedAt: string;
  answeredAt: string | null;
  fact: string | null;
}
export interface SurveyRound {
  round: string;
  contract: string;
  form: string;
  clause: string;
  titleZh: string;
  titleEn: string;
  period: string;
  event: string | null;
  items: string[];
  itemMax: number | null;
  openedBy: string;
  openedAt: string;
  closesAt: string;
  open: boolean;
  departments: SurveyDepartment[];
}
export interface ContractSurveys {
  contract: string;
  forms: SurveyForm[];
  rounds: SurveyRound[];
}
interface SurveysAnswer {
  surveys: ContractSurveys[];
  missing: { contract: string; code: string; message: string }[];
}
/** What comes back once, and never again: the secrets of new links. */
export interface IssuedLinks {
  round: SurveyRound;
  links: { link: string; department: string; secret: string }[];
}

/** Under the key of the posture: what makes the figures old, an answer first of all, makes this old, too. A link that expires is no event. */
export const surveysQuery = queryOptions({
  queryKey: ['posture', 'surveys'],
  queryFn: ({ signal }) => ask<SurveysAnswer>('/api/surveys', { signal }),
  refetchInterval: 60_000,
});

/** The secret stands behind the #, which browsers send to no server: no log on the way keeps it. */
export const addressOfLink = (secret: string): string => `${window.location.origin}/survey#${secret}`;
export const pathOfRound = ({ contract, round }: Pick<SurveyRound, 'contract' | 'round'>): string =>
  `/api/contracts/${encodeURIComponent(contract)}/surveys/${encodeURIComponent(round)}`;

export const linesOf = (typed: string): string[] =>
  typed
    .split(/[\n\t]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
