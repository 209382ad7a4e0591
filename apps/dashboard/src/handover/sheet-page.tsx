import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { Link, useParams } from 'react-router';
import { Refused } from '../frame/refused.js';
import { useContractName } from '../http/contract-name.js';
import { handoverQuery, type Signed } from '../http/handover-queries.js';
import { handoverWords } from '../i18n/handover-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { PaperSheet } from '../sheets/paper-sheet.js';
import { useSession } from '../session/session.js';
import { instantMs, momentOf } from '../time/moments.js';
import './handover.css';
import { HandoverLists } from './handover-items.js';
import { SheetActs } from './sheet-acts.js';

const minute = (instant: string) => momentOf(instantMs(instant)).slice(0, 16);

/** One sheet as it was signed, as it prints on A4, and what may still be done with it. */
export function SheetPage() {
  const { handover = '' } = useParams();
  const words = useWords(handoverWords);
  const { language } = useLanguage();
  const session = useSession();
  const { data, error } = useQuery(handoverQuery(handover));
  const contractName = useContractName();
  if (error && !data) return <Refused error={error} />;
  if (!data) return <Skeleton active paragraph={{ rows: 12 }} />;
  const nameOf = ({ nameZh, nameEn, account }: Signed) => (language === 'zh' ? nameZh : nameEn) || account;
  const text = (said: string | null) => (data.erasedAt !== null ? words.erased : said || words.noNotes);
  const signed = (person: Signed | null) => (person ? words.signedBy(nameOf(person), minute(person.at)) : '');
  return (
    <div className="paper-page handover-page">
      <p className="no-print">
        <Link to="/handover">← {words.back}</Link>{' '}
        <Button data-print onClick={() => window.print()}>
          {words.print}
        </Button>{' '}
        <b data-state={data.state}>{words.states[data.state]}</b>
      </p>
      {data.takenBackAt !== null && (
        <p role="status" className="missing">
          ✕ {words.takenBackAt(minute(data.takenBackAt))}
        </p>
      )}
      <PaperSheet
        title={words.sheet}
        lines={[
          words.organisation(language === 'zh' ? session.organisationNameZh : session.organisationNameEn),
          words.numbered(data.id),
          words.shiftOf(minute(data.handedOver.at), minute(data.until)),
          words.contractsOf(data.contracts.map(contractName).join('、') || '–'),
        ]}
        signatories={[
          { name: words.out, said: signed(data.handedOver) },
          { name: words.in, said: signed(data.takenOver) },
        ]}
      >
        <HandoverLists items={data.items} until={data.until} />
        <section className="space">
          <h2>{words.notes}</h2>
          <p className="typed">{text(data.notes)}</p>
        </section>
        {data.takenOver && (
          <section className="space">
            <h2>{words.remark}</h2>
            <p className="typed">{text(data.remark)}</p>
          </section>
        )}
      </PaperSheet>
      <SheetActs sheet={data} />
    </div>
  );
}
