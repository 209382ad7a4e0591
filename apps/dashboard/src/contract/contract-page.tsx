import { useQuery } from '@tanstack/react-query';
import type { ContractTermsView } from '@weibao/messages';
import { Skeleton, Tabs } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router';
import { Refused } from '../frame/refused.js';
import { amendmentWords } from '../i18n/amendment-words.js';
import { contractWords } from '../i18n/contract-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { recordWords } from '../i18n/record-words.js';
import { maySeeMoney, useSession } from '../session/session.js';
import { instantMs, momentOf } from '../time/moments.js';
import { severityShapes } from './clause-face.js';
import { ClauseList } from './clause-list.js';
import '../payments/payments.css';
import './contract.css';
import { FindingList } from './finding-list.js';
import { ReadingList } from './reading-list.js';
import { TakeRecord } from './take-record.js';
import { termsQuery } from '../http/terms-query.js';
import { VersionList } from './version-list.js';

const severities = ['BLOCK', 'WARN', 'INFO'] as const;

/** What a contract says, clause by clause, with what each clause does now; what lint finds in it, and how it is read. */
export function ContractPage() {
  const words = useWords(contractWords);
  const frame = useWords(frameWords);
  const { contract = '' } = useParams();
  const { data, error, isError } = useQuery(termsQuery(contract));
  return (
    <>
      <p className="hint">
        <Link to="/contracts">‹ {words.backToAll}</Link>
      </p>
      {isError && <Refused error={error} title={frame.readFailed(words.terms)} />}
      {!data && !isError && <Skeleton active paragraph={{ rows: 12 }} />}
      {data && <Terms terms={data.terms} />}
    </>
  );
}

function Terms({ terms }: { terms: ContractTermsView }) {
  const words = useWords(contractWords);
  const record = useWords(recordWords);
  const { role } = useSession();
  const { language } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const { clauses, findings, readings } = terms;
  const views = {
    clauses: clauses.length,
    findings: findings.length,
    readings: readings.length,
    versions: terms.versions.length,
  };
  const amending = useWords(amendmentWords);
  const mayTake = maySeeMoney(role);
  const named = [...Object.keys(views), ...(mayTake ? ['record'] : [])];
  const view = named.find((name) => name === search.get('view')) ?? 'clauses';
  const unsettled = readings.filter(
    ({ settled, questions }) => !settled && questions.some(({ values }) => values.length > 1),
  );
  return (
    <article data-terms={terms.contract}>
      <h1>{language === 'zh' ? terms.nameZh : terms.nameEn}</h1>
      <p className="hint">
        {words.versionOf(terms.version)} · {words.asOf(momentOf(instantMs(terms.asOf)))}
      </p>
      {role === 'it-head' && (
        <p>
          <Link to={`/contracts/${encodeURIComponent(terms.contract)}/amend`}>✎ {amending.open}</Link>
        </p>
      )}
      <section className="card contract-answer" aria-label={words.summary}>
        {severities.map((severity) => (
          <span key={severity} className={`severity ${severity}`} data-findings={severity}>
            {severityShapes[severity]} {words.severities[severity]}{' '}
            <b>{findings.filter((finding) => finding.severity === severity).length}</b>
          </span>
        ))}
        <span>
          ¶ {words.unsettled} <b>{unsettled.length}</b>
        </span>
        <small>{words.summaryHint}</small>
      </section>
      <Tabs
        activeKey={view}
        onChange={(key) => setSearch(key === 'clauses' ? {} : { view: key }, { replace: true })}
        items={[
          { key: 'clauses', label: `${words.views.clauses} ${views.clauses}`, children: <ClauseList terms={terms} /> },
          {
            key: 'findings',
            label: `${words.views.findings} ${views.findings}`,
            children: <FindingList contract={terms.contract} findings={findings} />,
          },
          {
            key: 'readings',
            label: `${words.views.readings} ${views.readings}`,
            children: <ReadingList contract={terms.contract} readings={readings} />,
          },
          {
            key: 'versions',
            label: `${amending.versions} ${views.versions}`,
            children: <VersionList terms={terms} />,
          },
          ...(mayTake
            ? [{ key: 'record', label: record.title, children: <TakeRecord contract={terms.contract} /> }]
            : []),
        ]}
      />
    </article>
  );
}
