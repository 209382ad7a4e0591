import { useQueries, useQuery } from '@tanstack/react-query';
import type { ContractView } from '@weibao/messages';
import { Button, Segmented, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { MissingParts } from '../frame/missing-parts.js';
import { Refused } from '../frame/refused.js';
import { contractsQuery } from '../http/queries.js';
import { documentWords } from '../i18n/document-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { RecordForm, useContractsFor, type OpenForm } from '../recording/record-form.js';
import { CodeSearch } from './code-search.js';
import { documentFilters, fits, type DocumentFilter } from './document-face.js';
import { DocumentRow } from './document-row.js';
import { documentsQuery } from '../http/documents-query.js';
import './documents.css';
import { PrintChoice } from './print-choice.js';

const FIRST_ROWS = 60;

/** The register of documents of all contracts: what is owed, what was filed, and how to file it. */
export function DocumentsPage() {
  const words = useWords(documentWords);
  const frame = useWords(frameWords);
  const { language } = useLanguage();
  const [chosen, setChosen] = useState('all');
  const [filter, setFilter] = useState<DocumentFilter>('open');
  const [most, setMost] = useState(FIRST_ROWS);
  const [form, setForm] = useState<OpenForm | null>(null);
  const { data, error } = useQuery(contractsQuery);
  const contracts = data?.contracts ?? [];
  const asked = contracts.filter(({ contract }) => chosen === 'all' || chosen === contract);
  const answers = useQueries({ queries: asked.map(({ contract }) => documentsQuery(contract)) });
  const contractsFor = useContractsFor(contracts);
  const fileable = contractsFor('document.filed');
  const rows = answers.flatMap(({ data: documents }, place) =>
    (documents ?? [])
      .filter((document) => fits(document, filter))
      .map((document) => ({ document, contract: asked[place] as ContractView })),
  );
  const waiting = data === undefined || answers.some(({ isPending, isError }) => isPending && !isError);
  return (
    <div className="documents-page">
      <header>
        <h1>
          {words.title} <small>{words.lead}</small>
        </h1>
        {fileable.length > 0 && (
          <Button data-file-other onClick={() => setForm({ type: 'document.filed', contracts: fileable })}>
            {words.fileOther}
          </Button>
        )}
      </header>
      {error && <Refused error={error} title={frame.readFailed(words.title)} />}
      <MissingParts
        missing={answers.flatMap(({ error: failure }, place) =>
          failure ? [{ contract: asked[place]?.contract ?? '', message: failure.message }] : [],
        )}
      />
      {fileable.length > 0 && <CodeSearch contracts={fileable} onFound={setForm} />}
      {contracts.length > 0 && <PrintChoice contracts={contracts} />}
      <div className="bar" role="search">
        <Segmented<DocumentFilter>
          aria-label={words.filter}
          value={filter}
          onChange={setFilter}
          options={documentFilters.map((value) => ({ value, label: words.filters[value] }))}
        />
        <Select
          aria-label={words.contract}
          value={chosen}
          onChange={setChosen}
          popupMatchSelectWidth={false}
          options={[
            { value: 'all', label: words.filters.all },
            ...contracts.map((one) => ({ value: one.contract, label: language === 'zh' ? one.nameZh : one.nameEn })),
          ]}
        />
        {!waiting && <span role="status">{words.count(String(rows.length))}</span>}
      </div>
      {waiting && <Skeleton active paragraph={{ rows: 8 }} />}
      {!waiting && rows.length === 0 && <p className="empty">{filter === 'open' ? words.emptyOpen : words.empty}</p>}
      <ul className="documents">
        {rows.slice(0, most).map(({ document, contract }) => (
          <DocumentRow
            key={[contract.contract, document.clause, document.about, ...document.documents].join(' ')}
            document={document}
            contract={contract}
            onRecord={setForm}
          />
        ))}
      </ul>
      {rows.length > most && <Button onClick={() => setMost(most + FIRST_ROWS)}>{words.more}</Button>}
      {form && <RecordForm open={form} onClose={() => setForm(null)} />}
    </div>
  );
}
