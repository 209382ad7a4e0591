import type { ClauseActivity, ClauseView, ContractTermsView } from '@weibao/messages';
import { Checkbox, Input, Segmented } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'react-router';
import { contractWords } from '../i18n/contract-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { bothWords, byTone, filtered, grouped, kinds, toneOf, toneShapes, type ClauseFilter } from './clause-face.js';

/**
 * All clauses in the contract's order; `?q=` and `?kind=` begin with a filter, and `#CLAUSE` opens the list at that clause, unfiltered. What is typed is
 * kept here and not in the address: a field that waits for the router loses what an input method is composing.
 */
export function ClauseList({ terms }: { terms: ContractTermsView }) {
  const words = useWords(contractWords);
  const [search] = useSearchParams();
  const { hash, key } = useLocation();
  const asked = decodeURIComponent(hash.slice(1));
  const active = useMemo(() => grouped(terms.activity ?? [], ({ clause }) => clause), [terms.activity]);
  const found = useMemo(() => grouped(terms.findings, ({ clause }) => clause), [terms.findings]);
  const read = useMemo(
    () =>
      grouped(
        terms.readings.flatMap((reading) => reading.clauses.map((clause) => ({ clause }))),
        (row) => row.clause,
      ),
    [terms.readings],
  );
  const [{ arrived, ...filter }, setFilter] = useState<ClauseFilter & { arrived: string }>({
    text: search.get('q') ?? '',
    kind: kinds.find((kind) => kind === search.get('kind')) ?? null,
    busy: false,
    arrived: key,
  });
  // Whoever follows a link to a clause sees it, whatever was filtered before.
  if (asked !== '' && arrived !== key) setFilter({ text: '', kind: null, busy: false, arrived: key });
  const change = (part: Partial<ClauseFilter>) => setFilter((before) => ({ ...before, ...part }));
  const shown = filtered(terms.clauses, filter, active);

  useEffect(() => {
    if (asked === '') return;
    const row = document.getElementById(asked);
    row?.scrollIntoView?.({ block: 'center' });
    row?.focus({ preventScroll: true });
  }, [asked, key]);

  return (
    <>
      <div className="clause-filter">
        <Input.Search
          allowClear
          value={filter.text}
          aria-label={words.search}
          placeholder={words.search}
          onChange={({ target }) => change({ text: target.value })}
        />
        <Segmented<string>
          aria-label={words.filterKind}
          value={filter.kind ?? 'all'}
          onChange={(kind) => change({ kind: kinds.find((one) => one === kind) ?? null })}
          options={[
            { value: 'all', label: words.all },
            ...kinds.map((kind) => ({ value: kind, label: words.kinds[kind] })),
          ]}
        />
        {terms.activity !== null && (
          <Checkbox checked={filter.busy} onChange={({ target }) => change({ busy: target.checked })}>
            {words.onlyBusy}
          </Checkbox>
        )}
        <small role="status" data-shown={shown.length}>
          {words.shown(shown.length, terms.clauses.length)}
        </small>
      </div>
      {asked !== '' && !terms.clauses.some(({ id }) => id === asked) && (
        <p role="status" data-no-clause>
          ▲ {words.noClause(asked)}
        </p>
      )}
      {terms.activity === null && <p className="hint">{words.noActivity}</p>}
      {shown.length === 0 && (
        <div className="card nothing" data-empty="clauses">
          <b>{words.noneFound}</b>
          <p>{words.noneFoundHint}</p>
        </div>
      )}
      <ol className="clauses">
        {shown.map((clause) => (
          <Clause
            key={clause.id}
            clause={clause}
            marked={clause.id === asked}
            activity={active.get(clause.id) ?? []}
            findings={found.get(clause.id)?.length ?? 0}
            readings={read.get(clause.id)?.length ?? 0}
          />
        ))}
      </ol>
    </>
  );
}

interface ClauseProps {
  clause: ClauseView;
  marked: boolean;
  activity: ClauseActivity[];
  findings: number;
  readings: number;
}

function Clause({ clause, marked, activity, findings, readings }: ClauseProps) {
  const words = useWords(contractWords);
  const { language } = useLanguage();
  const [first, second] = bothWords(clause, language);
  return (
    <li
      id={clause.id}
      tabIndex={-1}
      className={marked ? 'card marked' : 'card'}
      aria-current={marked || undefined}
      data-clause={clause.id}
      data-kind={clause.kind}
    >
      <div className="clause-head">
        <b>{clause.place}</b>
        <code>{clause.id}</code>
        <span className="kind">{words.kinds[clause.kind]}</span>
        {findings > 0 && <Link to="?view=findings">▲ {words.findingCount(findings)}</Link>}
        {readings > 0 && <Link to="?view=readings">¶ {words.readingCount(readings)}</Link>}
      </div>
      <p lang={language === 'zh' ? 'zh-CN' : 'en'}>{first}</p>
      <p className="beside" lang={language === 'zh' ? 'en' : 'zh-CN'}>
        {second}
      </p>
      {activity.length > 0 && (
        <ul className="activity" aria-label={words.doesNow}>
          {[...activity].sort(byTone).map((line) => (
            <li
              key={`${line.list} ${line.state}`}
              className={toneOf(line)}
              data-activity={`${line.list} ${line.state}`}
              data-count={line.count}
            >
              {toneShapes[toneOf(line)]} {words.lists[line.list]} · {words.states[line.list][line.state] ?? line.state}{' '}
              <b>{line.count}</b>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
