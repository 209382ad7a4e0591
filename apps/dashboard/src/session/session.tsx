import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Role } from '@weibao/messages';
import { createContext, useContext, type ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import type { Session } from '../http/answers.js';
import { ApiError, ask } from '../http/http.js';
import { sessionQuery } from '../http/queries.js';
import { AntFrame } from '../frame/ant-frame.js';
import { FullPage } from '../frame/full-page.js';
import { frameWords } from '../i18n/frame-words.js';
import { useWords } from '../i18n/language.js';

const SessionContext = createContext<Session | null>(null);
export const GivenSession = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession is for pages behind the sign-in');
  return session;
}

/** Pages by role; the first is where a role starts. The services decide what is answered, this only spares people closed doors. */
export type PageName =
  | 'admin/people'
  | 'admin/tokens'
  | 'admin/audit'
  | 'admin/devices'
  | 'admin/calendar'
  | 'overview'
  | 'admin/directory'
  | 'wall'
  | 'desk'
  | 'handover'
  | 'duties'
  | 'inspections'
  | 'surveys'
  | 'staff'
  | 'documents'
  | 'ledgers'
  | 'payments'
  | 'forecast'
  | 'statements'
  | 'assessments'
  | 'acceptance'
  | 'contracts'
  | 'drafts'
  | 'vendor';
const pagesByRole: Record<Role, readonly PageName[]> = {
  'duty-desk': ['desk', 'handover', 'duties', 'documents', 'staff', 'ledgers', 'contracts', 'admin/directory', 'wall'],
  inspector: [
    'duties',
    'inspections',
    'surveys',
    'documents',
    'staff',
    'ledgers',
    'handover',
    'assessments',
    'contracts',
    'wall',
  ],
  finance: [
    'payments',
    'forecast',
    'statements',
    'assessments',
    'acceptance',
    'overview',
    'duties',
    'documents',
    'contracts',
    'drafts',
    'wall',
  ],
  'it-head': [
    'desk',
    'handover',
    'overview',
    'duties',
    'inspections',
    'surveys',
    'documents',
    'staff',
    'ledgers',
    'payments',
    'forecast',
    'statements',
    'assessments',
    'acceptance',
    'contracts',
    'admin/calendar',
    'drafts',
    'admin/directory',
    'wall',
  ],
  vendor: [
    'vendor',
    'overview',
    'desk',
    'handover',
    'duties',
    'inspections',
    'documents',
    'staff',
    'ledgers',
    'payments',
    'forecast',
    'statements',
    'assessments',
    'acceptance',
    'contracts',
    'admin/directory',
    'wall',
  ],
  auditor: [
    'payments',
    'forecast',
    'statements',
    'assessments',
    'acceptance',
    'overview',
    'duties',
    'inspections',
    'surveys',
    'documents',
    'staff',
    'ledgers',
    'contracts',
    'drafts',
    'wall',
  ],
  reporter: ['desk'],
  'system-administrator': ['admin/people', 'admin/devices', 'admin/calendar', 'admin/directory', 'contracts'],
  'security-administrator': ['admin/people', 'admin/tokens'],
  'audit-administrator': ['admin/audit'],
  wall: ['wall'],
  'wall-internal': ['wall'],
};
/** Administrators of security and audit have no contract and hear of none; the others begin with the list of theirs. */
export const hasContracts = (role: Role): boolean =>
  role !== 'security-administrator' && role !== 'audit-administrator';
/** A screen on the wall, which nobody touches. */
export const isWall = (role: Role): boolean => role === 'wall' || role === 'wall-internal';
export const pagesOf = (role: Role): readonly PageName[] => pagesByRole[role];

/** Who may write what on the desk; the services hold the same and more. */
export const mayReport = (role: Role) => role === 'duty-desk' || role === 'it-head' || role === 'reporter';
/** The vendor says when it waits for the hospital and when it will be done, too. */
export const mayWaitOrEstimate = (role: Role) => mayGrade(role) || role === 'vendor';
/** Names and numbers of callers are for the desk alone; hotlines are also the system administrator's. */
export const mayKeepContacts = (role: Role) => role === 'duty-desk' || role === 'it-head';
export const mayKeepHotlines = (role: Role) => mayKeepContacts(role) || role === 'system-administrator';
/** The hospital answers for its patients' data; who decides that a text goes is the head of IT. */
export const mayErase = (role: Role) => role === 'it-head';
export const mayGrade = (role: Role) => role === 'duty-desk' || role === 'it-head';
/** Who has systems probed, and who sees the addresses that are: the hospital's own. */
export const mayProbe = (role: Role) => role === 'inspector' || role === 'it-head';
export const mayReadProbes = (role: Role) => mayProbe(role) || role === 'duty-desk' || role === 'auditor';
/** Who hands out survey links: those who record what comes back. */
export const maySendSurveys = (role: Role) => role === 'inspector' || role === 'it-head';
/** Whoever heads the house, on either side, answers for what stands in free text. */
export const mayEraseHandovers = (role: Role) => role === 'it-head' || role === 'vendor';
/** Who is answered what a contract costs. */
export const maySeeMoney = (role: Role) => ['finance', 'it-head', 'vendor', 'auditor'].includes(role);
export const mayRecordStages = (role: Role) => mayReport(role) || role === 'vendor';

/** Lets through who is signed in, with the session in reach; everyone else goes to the sign-in and comes back afterwards. `firstOf`: what has to be done before anything else. */
export function RequireSession({ children, firstOf }: { children: ReactNode; firstOf: ReactNode }) {
  const words = useWords(frameWords);
  const location = useLocation();
  const { data, error, isPending, refetch } = useQuery(sessionQuery);
  if (error instanceof ApiError && error.status === 401) {
    // Nobody types on a wall: it shows a code instead. From there a person finds the sign-in, too.
    if (location.pathname === '/wall') return <Navigate to="/pair" replace />;
    const to = encodeURIComponent(location.pathname + location.search + location.hash);
    return <Navigate to={`/sign-in?to=${to}${data ? '&ended=1' : ''}`} replace />;
  }
  if (data) {
    const page = data.needs === null ? children : <AntFrame>{firstOf}</AntFrame>;
    return <SessionContext.Provider value={data}>{page}</SessionContext.Provider>;
  }
  if (isPending) return <FullPage title={words.loading} />;
  return (
    <FullPage title={words.unreachable}>
      <button type="button" onClick={() => void refetch()}>
        {words.retry}
      </button>
    </FullPage>
  );
}

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await ask('/api/session', { method: 'DELETE' }).catch(() => undefined);
    client.clear();
    window.location.assign('/sign-in');
  };
}
