import type { Terms } from '@weibao/contract-terms';
import type { Approval, Consent, Staff } from '@weibao/engine';
import { formatInstant } from '@weibao/exchange';
import type { ApprovalView, ConsentView, StaffView } from '@weibao/messages';
import { recordedBy, type StandingFacts } from '@weibao/service-kit';

/** As many of each list as a message holds with room to spare; what waits for somebody comes first and is never left out before what is past. */
const MOST_CONSENTS = 150;
const MOST_APPROVALS = 150;
const NOTE_LENGTH = 300;

interface StaffInput {
  contract: string;
  terms: Terms;
  staff: Staff;
  standing: StandingFacts;
  isParty: boolean; // free text is for the parties
}

export function staffView({ contract, terms, staff, standing, isParty }: StaffInput): StaffView {
  const consents = [...staff.consents].sort((a, b) => (b.actMs ?? Infinity) - (a.actMs ?? Infinity));
  const approvals = [...staff.approvals].sort((a, b) => rankOf(b) - rankOf(a));
  return {
    contract,
    people: staff.people,
    wanted: terms.consents.map(({ clause, titleZh, titleEn, approval, documents }) => ({
      clause,
      titleZh,
      titleEn,
      approval,
      documents: documents.map(({ document }) => document),
    })),
    consents: consents.slice(0, MOST_CONSENTS).map(consentView),
    approvals: approvals.slice(0, MOST_APPROVALS).map((approval) => approvalView(approval, standing, isParty)),
    older: Math.max(0, consents.length - MOST_CONSENTS) + Math.max(0, approvals.length - MOST_APPROVALS),
    rosters: staff.rosters,
    efforts: staff.efforts,
  };
}

/** Those that wait for a decision, then the others by when they were decided. */
const rankOf = ({ decidedMs }: Approval): number => decidedMs ?? Infinity;

const momentOf = (ms: number | null): string | null => (ms === null ? null : formatInstant(ms));

const consentView = ({ rule, clause, subject, post, person, actMs, status, needs }: Consent): ConsentView => ({
  clause,
  titleZh: rule.titleZh,
  titleEn: rule.titleEn,
  act: rule.act.fact,
  approval: rule.approval,
  subject,
  post,
  person,
  actAt: momentOf(actMs),
  status,
  needs: needs.map(({ need, stamped, state, metMs, lateMs, approval }) => ({
    need,
    stamped,
    state,
    at: momentOf(metMs ?? lateMs),
    approval,
  })),
  consequence: rule.consequence ?? null,
});

function approvalView(approval: Approval, standing: StandingFacts, isParty: boolean): ApprovalView {
  const { askedMs, decidedMs, fact, ...said } = approval;
  const known = fact === null ? undefined : standing.byId(fact);
  const note = isParty ? (known?.note ?? null) : null;
  return {
    approval: said.approval,
    kind: said.kind,
    about: said.about,
    askedAt: momentOf(askedMs),
    askedBy: said.askedBy,
    status: said.status,
    decidedAt: momentOf(decidedMs),
    account: known ? recordedBy(known).account : null,
    note: note !== null && note.length > NOTE_LENGTH ? `${note.slice(0, NOTE_LENGTH)}…` : note,
  };
}
