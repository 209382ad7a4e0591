import { useQuery } from '@tanstack/react-query';
import { paperKinds, type PaperKind, type PaperView } from '@weibao/messages';
import { Button, Skeleton } from 'antd';
import { useParams } from 'react-router';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { contractsQuery } from '../http/queries.js';
import { paperWords } from '../i18n/paper-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { BackupTable } from './backup-table.js';
import { PaperFacts } from './paper-facts.js';
import { PaperSheet } from '../sheets/paper-sheet.js';

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
          `${words.number} ${subject}`,
        ]}
        signatories={signersOf[kind].map((side) => ({ name: words.sides[side] }))}
      >
        {kind === 'backup-slip' ? <BackupTable facts={paper.facts} /> : <PaperFacts facts={paper.facts} />}
        {words.spaces[kind].map((space) => (
          <section className="space" key={space}>
            <h2>{space}</h2>
          </section>
        ))}
      </PaperSheet>
    </div>
  );
}

const isKind = (kind: string): kind is PaperKind => (paperKinds as readonly string[]).includes(kind);

const signersOf: Record<PaperKind, readonly ('vendor' | 'hospital')[]> = {
  'inspection-report': ['vendor', 'hospital'],
  'fault-report': ['vendor', 'hospital'],
  'backup-slip': ['vendor', 'hospital'],
  'demand-acceptance': ['vendor', 'hospital'],
  'rectification-notice': ['hospital', 'vendor'],
};
