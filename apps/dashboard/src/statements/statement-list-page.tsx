import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ContractView } from '@weibao/messages';
import { Button, Skeleton } from 'antd';
import { Refused } from '../frame/refused.js';
import { contractsQuery } from '../http/queries.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { statementWords } from '../i18n/statement-words.js';
import { StatementRow } from './statement-row.js';
import './statements.css';
import { IssueOfPeriod } from './issue-of-period.js';
import { statementsQuery } from './statements-query.js';

/** The issued statements, contract by contract, newest first. */
export function StatementListPage() {
  const words = useWords(statementWords);
  const frame = useWords(frameWords);
  const contracts = useQuery(contractsQuery);
  return (
    <>
      <h1>{words.title}</h1>
      <p className="hint">{words.lead}</p>
      {contracts.isError && <Refused error={contracts.error} title={frame.readFailed(words.title)} />}
      {contracts.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {contracts.data?.contracts.map((contract) => (
        <ContractStatements key={contract.contract} contract={contract} />
      ))}
    </>
  );
}

function ContractStatements({ contract }: { contract: ContractView }) {
  const words = useWords(statementWords);
  const frame = useWords(frameWords);
  const { language } = useLanguage();
  const name = language === 'zh' ? contract.nameZh : contract.nameEn;
  const query = useInfiniteQuery(statementsQuery(contract.contract));
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const statements = data?.pages.flatMap((page) => page.statements) ?? [];
  return (
    <section className="card statements" aria-label={name} data-contract={contract.contract}>
      <h2>{name}</h2>
      <IssueOfPeriod contract={contract} periods={data?.pages[0]?.periods ?? []} />
      {error && <Refused error={error} title={frame.readFailed(words.title)} />}
      {isPending && <Skeleton active paragraph={{ rows: 2 }} />}
      {data && statements.length === 0 && (
        <div className="nothing" data-empty="statements">
          <b>{words.empty}</b>
          <p>{words.emptyHint}</p>
        </div>
      )}
      <ul>
        {statements.map((statement) => (
          <StatementRow key={statement.statement} contract={contract.contract} statement={statement} />
        ))}
      </ul>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </section>
  );
}
