import { lazy, Suspense } from 'react';
import { BrowserRouter, Navigate, Outlet, Route, Routes } from 'react-router';
import { BrokenPart } from './frame/broken-part.js';
import { FullPage } from './frame/full-page.js';
import { frameWords } from './i18n/frame-words.js';
import { useWords } from './i18n/language.js';
import { LiveProvider } from './live/live-provider.js';
import { pagesOf, RequireSession, useSession, type PageName } from './session/session.js';

const WallPage = lazy(() => import('./wall/wall-page.js').then(({ WallPage: page }) => ({ default: page })));
const PairPage = lazy(() => import('./pair/pair-page.js').then(({ PairPage: page }) => ({ default: page })));
const DevicesPage = lazy(() =>
  import('./devices/devices-page.js').then(({ DevicesPage: page }) => ({ default: page })),
);
const OverviewPage = lazy(() =>
  import('./overview/overview-page.js').then(({ OverviewPage: page }) => ({ default: page })),
);
const CalendarPage = lazy(() =>
  import('./calendars/calendar-page.js').then(({ CalendarPage: page }) => ({ default: page })),
);
const DirectoryPage = lazy(() =>
  import('./directory/directory-page.js').then(({ DirectoryPage: page }) => ({ default: page })),
);
const SignInPage = lazy(() => import('./sign-in/sign-in-page.js').then(({ SignInPage: page }) => ({ default: page })));
const DeskFrame = lazy(() => import('./frame/desk-frame.js').then(({ DeskFrame: page }) => ({ default: page })));
const DeskPage = lazy(() => import('./desk/desk-page.js').then(({ DeskPage: page }) => ({ default: page })));
const IncidentPage = lazy(() =>
  import('./incident/incident-page.js').then(({ IncidentPage: page }) => ({ default: page })),
);
const PaymentListPage = lazy(() =>
  import('./finance/payment-list-page.js').then(({ PaymentListPage: page }) => ({ default: page })),
);
const ForecastPage = lazy(() =>
  import('./forecast/forecast-page.js').then(({ ForecastPage: page }) => ({ default: page })),
);
const PaymentPage = lazy(() =>
  import('./finance/payment-page.js').then(({ PaymentPage: page }) => ({ default: page })),
);
const AcceptancePage = lazy(() =>
  import('./acceptance/acceptance-page.js').then(({ AcceptancePage: page }) => ({ default: page })),
);
const StatementListPage = lazy(() =>
  import('./statements/statement-list-page.js').then(({ StatementListPage: page }) => ({ default: page })),
);
const AssessmentsPage = lazy(() =>
  import('./assessments/assessments-page.js').then(({ AssessmentsPage: page }) => ({ default: page })),
);
const VendorPage = lazy(() => import('./vendor/vendor-page.js').then(({ VendorPage: page }) => ({ default: page })));
const ContractListPage = lazy(() =>
  import('./contract/contract-list-page.js').then(({ ContractListPage: page }) => ({ default: page })),
);
const ContractPage = lazy(() =>
  import('./contract/contract-page.js').then(({ ContractPage: page }) => ({ default: page })),
);
const AmendPage = lazy(() => import('./drafts/amend-page.js').then(({ AmendPage: page }) => ({ default: page })));
const DraftListPage = lazy(() =>
  import('./drafts/draft-list-page.js').then(({ DraftListPage: page }) => ({ default: page })),
);
const DraftPage = lazy(() => import('./drafts/draft-page.js').then(({ DraftPage: page }) => ({ default: page })));
const DutiesPage = lazy(() => import('./duties/duties-page.js').then(({ DutiesPage: page }) => ({ default: page })));
const DocumentsPage = lazy(() =>
  import('./documents/documents-page.js').then(({ DocumentsPage: page }) => ({ default: page })),
);
const PaperPage = lazy(() => import('./papers/paper-page.js').then(({ PaperPage: page }) => ({ default: page })));
const InspectionsPage = lazy(() =>
  import('./inspections/inspections-page.js').then(({ InspectionsPage: page }) => ({ default: page })),
);
const SurveysPage = lazy(() =>
  import('./surveys/surveys-page.js').then(({ SurveysPage: page }) => ({ default: page })),
);
const SurveyPage = lazy(() => import('./survey/survey-page.js').then(({ SurveyPage: page }) => ({ default: page })));
const StaffPage = lazy(() => import('./staff/staff-page.js').then(({ StaffPage: page }) => ({ default: page })));
const HandoverPage = lazy(() =>
  import('./handover/handover-page.js').then(({ HandoverPage: page }) => ({ default: page })),
);
const HandoverSheetPage = lazy(() =>
  import('./handover/sheet-page.js').then(({ SheetPage: page }) => ({ default: page })),
);
const LedgersPage = lazy(() =>
  import('./ledgers/ledgers-page.js').then(({ LedgersPage: page }) => ({ default: page })),
);

const AccountPage = lazy(() =>
  import('./account/account-page.js').then(({ AccountPage: page }) => ({ default: page })),
);
const FirstOfPage = lazy(() =>
  import('./account/first-of-page.js').then(({ FirstOfPage: page }) => ({ default: page })),
);
const PeoplePage = lazy(() => import('./people/people-page.js').then(({ PeoplePage: page }) => ({ default: page })));
const TokensPage = lazy(() => import('./tokens/tokens-page.js').then(({ TokensPage: page }) => ({ default: page })));
const AuditPage = lazy(() => import('./audit/audit-page.js').then(({ AuditPage: page }) => ({ default: page })));

export function App() {
  const words = useWords(frameWords);
  return (
    <BrokenPart
      fallback={(error, retry) => (
        <FullPage title={words.brokenTitle} text={words.brokenText}>
          <code>{error.message}</code>
          <button type="button" onClick={retry}>
            {words.retry}
          </button>
        </FullPage>
      )}
    >
      <BrowserRouter>
        <Suspense fallback={<FullPage title={words.loading} />}>
          <Pages />
        </Suspense>
      </BrowserRouter>
    </BrokenPart>
  );
}

function Pages() {
  return (
    <Routes>
      <Route path="/sign-in" element={<SignInPage />} />
      <Route path="/pair" element={<PairPage />} />
      <Route path="/survey" element={<SurveyPage />} />
      <Route
        element={
          <RequireSession firstOf={<FirstOfPage />}>
            <LiveProvider>
              <Outlet />
            </LiveProvider>
          </RequireSession>
        }
      >
        <Route index element={<FirstPage />} />
        <Route path="/wall" element={<ForRole page="wall" />}>
          <Route index element={<WallPage />} />
        </Route>
        <Route element={<DeskFrame />}>
          <Route path="/desk" element={<ForRole page="desk" />}>
            <Route index element={<DeskPage />} />
          </Route>
          <Route path="/handover" element={<ForRole page="handover" />}>
            <Route index element={<HandoverPage />} />
            <Route path=":handover" element={<HandoverSheetPage />} />
          </Route>
          <Route path="/overview" element={<ForRole page="overview" />}>
            <Route index element={<OverviewPage />} />
          </Route>
          <Route path="/admin/devices" element={<ForRole page="admin/devices" />}>
            <Route index element={<DevicesPage />} />
          </Route>
          <Route path="/admin/calendar" element={<ForRole page="admin/calendar" />}>
            <Route index element={<CalendarPage />} />
          </Route>
          <Route path="/admin/people" element={<ForRole page="admin/people" />}>
            <Route index element={<PeoplePage />} />
          </Route>
          <Route path="/admin/tokens" element={<ForRole page="admin/tokens" />}>
            <Route index element={<TokensPage />} />
          </Route>
          <Route path="/admin/audit" element={<ForRole page="admin/audit" />}>
            <Route index element={<AuditPage />} />
          </Route>
          <Route path="/admin/directory" element={<ForRole page="admin/directory" />}>
            <Route index element={<DirectoryPage />} />
          </Route>
          <Route path="/duties" element={<ForRole page="duties" />}>
            <Route index element={<DutiesPage />} />
          </Route>
          <Route path="/documents" element={<ForRole page="documents" />}>
            <Route index element={<DocumentsPage />} />
          </Route>
          <Route path="/papers/:contract/:kind/:subject" element={<ForRole page="documents" />}>
            <Route index element={<PaperPage />} />
          </Route>
          <Route path="/inspections" element={<ForRole page="inspections" />}>
            <Route index element={<InspectionsPage />} />
          </Route>
          <Route path="/surveys" element={<ForRole page="surveys" />}>
            <Route index element={<SurveysPage />} />
          </Route>
          <Route path="/staff" element={<ForRole page="staff" />}>
            <Route index element={<StaffPage />} />
          </Route>
          <Route path="/ledgers" element={<ForRole page="ledgers" />}>
            <Route index element={<LedgersPage />} />
          </Route>
          <Route path="/payments" element={<ForRole page="payments" />}>
            <Route index element={<PaymentListPage />} />
            <Route path=":contract/:payment" element={<PaymentPage />} />
          </Route>
          <Route path="/forecast" element={<ForRole page="forecast" />}>
            <Route index element={<ForecastPage />} />
          </Route>
          <Route path="/assessments" element={<ForRole page="assessments" />}>
            <Route index element={<AssessmentsPage />} />
          </Route>
          <Route path="/acceptance" element={<ForRole page="acceptance" />}>
            <Route index element={<AcceptancePage />} />
          </Route>
          <Route path="/statements" element={<ForRole page="statements" />}>
            <Route index element={<StatementListPage />} />
          </Route>
          <Route path="/vendor" element={<ForRole page="vendor" />}>
            <Route index element={<VendorPage />} />
          </Route>
          <Route path="/contracts" element={<ForRole page="contracts" />}>
            <Route index element={<ContractListPage />} />
            <Route path=":contract" element={<ContractPage />} />
            <Route path=":contract/amend" element={<AmendPage />} />
          </Route>
          <Route path="/drafts" element={<ForRole page="drafts" />}>
            <Route index element={<DraftListPage />} />
            <Route path=":draft" element={<DraftPage />} />
          </Route>
          <Route path="/account" element={<AccountPage />} />
          <Route path="/incidents/:contract/:incident" element={<IncidentPage />} />
        </Route>
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}

function FirstPage() {
  const { role } = useSession();
  return <Navigate to={`/${pagesOf(role)[0] ?? 'account'}`} replace />;
}

function ForRole({ page }: { page: PageName }) {
  const words = useWords(frameWords);
  const { role } = useSession();
  if (pagesOf(role).includes(page)) return <Outlet />;
  return (
    <FullPage title={words.notForRoleTitle} text={words.notForRoleText(words.roles[role])}>
      <a className="button" href="/">
        {words.home}
      </a>
    </FullPage>
  );
}

function NotFound() {
  const words = useWords(frameWords);
  return (
    <FullPage title={words.notFoundTitle} text={words.notFoundText}>
      <a className="button" href="/">
        {words.home}
      </a>
    </FullPage>
  );
}
