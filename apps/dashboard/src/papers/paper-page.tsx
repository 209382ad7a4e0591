import { useQuery } from '@tanstack/react-query';
import { paperKinds, type PaperKind, type PaperView } from '@weibao/messages';
import { Button, Skeleton } from 'antd';
import { useParams } from 'react-router';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { contractsQuery } from '../http/queries.js';
import { paperWords } from '../i18n/paper-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { periodText } from '../payments/period-text.js';
import { Terms } from '../payments/terms.js';
import { BackupTable } from './backup-table.js';
import { CriteriaTable } from './criteria-table.js';
import { PaperFacts } from './paper-facts.js';
import { PaperSheet } from '../sheets/paper-sheet.js';
import { ScoreTable } from './score-table.js';

const part = encodeURIComponent;

/** A paper that is printed, signed and sealed; its scan is filed by the code that stands on it. */
export function PaperPage() {
  const { contract = '', kind = '', subject = '' } = useParams();
  const words = useWords(paperWords);
  const { language } = useLanguage();
  const contracts = useQuery(contractsQuery);
  const { data, error } = useQuery({
    queryKey: ['outcome', contract, 'paper', kind, subject],
    queryFn: ({ signal }) =>
      ask<{ paper: PaperView }>(`/api/contracts/${part(contract)}/papers/${part(kind)}/${part(subject)}`, { signal }),
  });
  if (error) return <Refused error={error} title={words.notPrinted} />;
  if (!data || !contracts.data || !isKind(kind)) return <Skeleton active paragraph={{ rows: 12 }} />;
  const { paper } = data;
  const found = contracts.data.contracts.find((one) => one.contract === contract);
  return (
    <div className="paper-page">
      <p className="no-print">
        <Button type="primary" data-print onClick={() => window.print()}>
          {words.print}
        </Button>{' '}
        {words.printHint}
      </p>
      <PaperSheet
        title={words.titles[kind]}
        filing={{ code: paper.code, address: `${window.location.origin}/documents?code=${paper.code}` }}
        lines={[
          `${words.contract} ${(language === 'zh' ? found?.nameZh : found?.nameEn) ?? contract}`,
          `${words.number} ${periodText(subject, language)}`,
        ]}
        signatories={signersOf[kind].map((side) => ({ name: words.sides[side] }))}
      >
        <Terms contract={contract}>
          <PaperBody paper={paper} />
        </Terms>
        {words.spaces[kind].map((space) => (
          <section className="space" key={space}>
            <h2>{space}</h2>
          </section>
        ))}
      </PaperSheet>
    </div>
  );
}

/** What stands on the sheet beside the places to write: tables of what was judged, then what happened. */
function PaperBody({ paper: { contract, kind, subject, facts } }: { paper: PaperView }) {
  const year = /^year-(\d+)$/.exec(subject)?.[1];
  const isNotice = kind === 'rectification-notice';
  if (kind === 'backup-slip') return <BackupTable facts={facts} />;
  return (
    <>
      {(kind === 'acceptance-form' || isNotice) && <ScoreTable contract={contract} period={subject} />}
      {(kind === 'acceptance-report' || isNotice) && year !== undefined && (
        <CriteriaTable contract={contract} year={Number(year)} of={isNotice ? 'notice' : 'report'} />
      )}
      {facts.length > 0 && <PaperFacts facts={facts} />}
    </>
  );
}

const isKind = (kind: string): kind is PaperKind => (paperKinds as readonly string[]).includes(kind);

const signersOf: Record<PaperKind, readonly ('vendor' | 'hospital')[]> = {
  'inspection-report': ['vendor', 'hospital'],
  'fault-report': ['vendor', 'hospital'],
  'backup-slip': ['vendor', 'hospital'],
  'demand-acceptance': ['vendor', 'hospital'],
  'rectification-notice': ['hospital', 'vendor'],
  'acceptance-form': ['hospital', 'vendor'],
  'acceptance-report': ['hospital', 'vendor'],
};
