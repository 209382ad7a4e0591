import { useQuery } from '@tanstack/react-query';
import type { ContractView } from '@weibao/messages';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { contractsQuery } from '../http/queries.js';
import { frameWords } from '../i18n/frame-words.js';
import { useWords } from '../i18n/language.js';
import { MissingParts } from './missing-parts.js';
import { NothingYet } from './nothing-yet.js';
import { Refused } from './refused.js';

interface ContractsPageProps {
  words: Record<'title' | 'lead' | 'empty' | 'emptyHint', string>;
  children(contracts: readonly ContractView[]): ReactNode;
}

/** A page that stands contract by contract, with its states: being read, refused, partly missing, without a contract. */
export function ContractsPage({ words, children }: ContractsPageProps) {
  const frame = useWords(frameWords);
  const { data, error, isError } = useQuery(contractsQuery);
  return (
    <>
      <h1>{words.title}</h1>
      <p className="hint">{words.lead}</p>
      {isError && <Refused error={error} title={frame.readFailed(words.title)} />}
      {!data && !isError && <Skeleton active paragraph={{ rows: 10 }} />}
      <MissingParts missing={data?.missing} />
      {data?.contracts.length === 0 && <NothingYet of="contracts" title={words.empty} hint={words.emptyHint} />}
      {data && children(data.contracts)}
    </>
  );
}
