import { useQuery } from '@tanstack/react-query';
import type { ContractView } from '@weibao/messages';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { ClauseLink } from '../clauses/clause-link.js';
import { MissingParts } from '../frame/missing-parts.js';
import { Refused } from '../frame/refused.js';
import { digestWords } from '../i18n/digest-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { useNow } from '../live/live-provider.js';
import { dateOf, dayAfter, instantMs, momentOf } from '../time/moments.js';
import { leftOf, overdueOf, partsOf, sinceOf, type DigestLine, type DigestPart } from './digest-lines.js';
import { digestQuery } from './digest-query.js';
import { ClockRow, DecisionRow } from './digest-rows.js';
import './digest.css';

/** As many lines of a heading as stand without asking for more. */
const FEW = 4;
const shapes: Record<DigestPart['part'], string> = { missed: '■', waiting: '✎', today: '○', ahead: '·' };

/** What to look at on a day, over all contracts of the reader. */
export function DigestPanel({ contracts }: { contracts: readonly ContractView[] }) {
  const nowMs = useNow();
  return nowMs === 0 ? null : <DigestAsOf contracts={contracts} today={dateOf(nowMs)} />;
}

function DigestAsOf({ contracts, today }: { contracts: readonly ContractView[]; today: string }) {
  const words = useWords(digestWords);
  const frame = useWords(frameWords);
  const [chosen, setChosen] = useState<string | null>(null); // null: whichever day it is
  const on = chosen ?? today;
  const { data, error } = useQuery(digestQuery(on));
  const parts = partsOf(data?.digests ?? []);
  const filled = parts.filter(({ lines }) => lines.length > 0);
  const [overdue, left] = [overdueOf(data?.digests ?? []), leftOf(data?.digests ?? [])];
  return (
    <section className="digest card" aria-label={words.title} data-digest={on}>
      <header>
        <h2>{words.day(on)}</h2>
        <span className="days">
          <Button aria-label={words.previous} onClick={() => setChosen(dayAfter(on, -1))}>
            ‹
          </Button>
          <Button
            aria-label={words.next}
            disabled={on >= today}
            onClick={() => setChosen(dayAfter(on, 1) === today ? null : dayAfter(on, 1))}
          >
            ›
          </Button>
        </span>
      </header>
      {error && <Refused error={error} title={frame.readFailed(words.title)} />}
      {!data && !error && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      <MissingParts missing={data?.missing} />
      {data && filled.length === 0 && <p>✓ {words.quiet}</p>}
      <div className="parts">
        {filled.map(({ part, lines }) => (
          <Part
            key={`${on} ${part}`}
            part={part}
            lines={lines}
            contracts={contracts}
            since={sinceOf(data?.digests ?? [])}
          />
        ))}
      </div>
      {(overdue > 0 || left > 0) && (
        <small>
          {[
            ...(overdue > 0 ? [words.overdue(String(overdue))] : []),
            ...(left > 0 ? [words.left(String(left))] : []),
          ].join(' · ')}
        </small>
      )}
    </section>
  );
}

interface PartProps extends DigestPart {
  contracts: readonly ContractView[];
  since: string;
}

function Part({ part, lines, contracts, since }: PartProps) {
  const words = useWords(digestWords);
  const [all, setAll] = useState(false);
  const shown = all ? lines : lines.slice(0, FEW);
  return (
    <div className={`part ${part === 'waiting' ? 'waiting-for-me' : part}`} data-part={part}>
      <h3>
        {shapes[part]} {part === 'missed' ? words.missed(since) : words[part]} <b>{lines.length}</b>
      </h3>
      <ul>
        {shown.map((line, place) => (
          <Line key={place} line={line} contracts={contracts} />
        ))}
      </ul>
      {lines.length > FEW && (
        <button type="button" className="more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? words.less : words.more(String(lines.length))}
        </button>
      )}
    </div>
  );
}

function Line({ line, contracts }: { line: DigestLine; contracts: readonly ContractView[] }) {
  const words = useWords(digestWords);
  const { language } = useLanguage();
  const contract = contracts.find((one) => one.contract === line.contract);
  const name = contract === undefined ? line.contract : language === 'zh' ? contract.nameZh : contract.nameEn;
  if ('item' in line) {
    const { titleZh, titleEn, period, subject, owedBy, dueOn, stricter, clause } = line.item;
    return (
      <li data-clause={clause}>
        {language === 'zh' ? titleZh : titleEn} {[subject, period].filter(Boolean).join(' ')}
        <small>
          {[
            name,
            words.owedBy[owedBy],
            words.due(dueOn),
            ...(stricter === null ? [] : [words.stricter(stricter.dueOn, stricter.reading)]),
          ].join(' · ')}{' '}
          · <ClauseLink contract={line.contract} clause={clause} />
        </small>
      </li>
    );
  }
  if ('clock' in line) return <ClockRow contract={line.contract} name={name} clock={line.clock} />;
  if ('decision' in line) return <DecisionRow contract={line.contract} name={name} decision={line.decision} />;
  const { kind, titleZh, titleEn, subject, since } = line.waiting;
  const page = {
    signature: '/duties',
    approval: `/staff?contract=${encodeURIComponent(line.contract)}`,
    finding: '/inspections',
  };
  return (
    <li data-waiting={kind}>
      <Link to={page[kind]}>
        {words.kinds[kind]} {language === 'zh' ? titleZh : titleEn} {subject}
      </Link>
      <small>
        {name} · {words.since(momentOf(instantMs(since)).slice(0, 16))}
      </small>
    </li>
  );
}
