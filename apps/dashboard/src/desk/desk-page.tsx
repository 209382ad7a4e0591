import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { MissingParts } from '../frame/missing-parts.js';
import { Refused } from '../frame/refused.js';
import { hotlinesQuery } from '../http/directory-queries.js';
import { contractsQuery, openIncidentsQuery } from '../http/queries.js';
import { deskWords } from '../i18n/desk-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useWords } from '../i18n/language.js';
import { mayRecordStages, mayReport, pagesOf, useSession } from '../session/session.js';
import './desk.css';
import { OpenList } from './open-list.js';
import { OwingList } from './owing-list.js';
import { ReportForm } from './report-form.js';
import { SavedReport } from './saved-report.js';
import { WaitingHandover } from './waiting-handover.js';

/** Where the phone is answered: report on the left, what runs on the right. */
export function DeskPage() {
  const words = useWords(deskWords);
  const frame = useWords(frameWords);
  const { role } = useSession();
  const contracts = useQuery(contractsQuery);
  const open = useQuery(openIncidentsQuery);
  // Read before anybody calls: when the network is down, the telephone is what is left.
  useQuery(hotlinesQuery);
  const [saved, setSaved] = useState<{ contract: string; incident: string } | null>(null);
  const missing = [...(contracts.data?.missing ?? []), ...(open.data?.missing ?? [])];
  const known = contracts.data?.contracts ?? [];

  return (
    <div className={mayReport(role) ? 'desk' : 'desk alone'}>
      {mayReport(role) && (
        <div>
          {saved && (
            <SavedReport
              saved={saved}
              incident={open.data?.incidents.find(
                ({ contract, incident }) => contract === saved.contract && incident === saved.incident,
              )}
            />
          )}
          {contracts.data ? <ReportForm contracts={known} onSaved={setSaved} /> : <Skeleton active />}
          {contracts.isError && <Refused error={contracts.error} title={frame.readFailed(words.contract)} />}
        </div>
      )}
      <div>
        {pagesOf(role).includes('handover') && <WaitingHandover />}
        <MissingParts missing={[...new Map(missing.map((entry) => [entry.contract, entry])).values()]} />
        {open.isError && <Refused error={open.error} title={frame.readFailed(words.open)} />}
        {open.data ? (
          <OpenList incidents={open.data.incidents} mayRecord={mayRecordStages(role)} />
        ) : (
          <Skeleton active paragraph={{ rows: 8 }} />
        )}
        {role !== 'reporter' && <OwingList contracts={known} />}
      </div>
    </div>
  );
}
