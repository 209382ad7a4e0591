import type { StatementVerdict } from '@weibao/exchange';
import type { StatementVerification, StatementView } from '@weibao/messages';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Refused } from '../frame/refused.js';
import { download } from '../http/download.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { statementWords } from '../i18n/statement-words.js';
import { yuan } from '../payments/money.js';
import { paymentShapes } from '../payments/payment-face.js';
import { periodText } from '../payments/period-text.js';
import { instantMs, momentOf } from '../time/moments.js';
import { StatementDifferences } from './statement-differences.js';
import { statementPath, verify } from './statements-query.js';

/** A shape beside each verdict: confirmed, out of reach, wrong. */
const verdictShapes: Record<StatementVerdict, string> = {
  same: '✓',
  'other-version': '△',
  'record-changed': '✕',
  'document-changed': '✕',
  differs: '✕',
};

interface StatementRowProps {
  contract: string;
  statement: StatementView;
}

/** One statement: what it says, who issued it, and what can be done with it. */
export function StatementRow({ contract, statement }: StatementRowProps) {
  const words = useWords(statementWords);
  const [busy, setBusy] = useState<string | null>(null);
  const [verified, setVerified] = useState<StatementVerification | null>(null);
  const [refusal, setRefusal] = useState<{ title: string; error: unknown } | null>(null);
  const { statement: number, payment, period, status, net, issuedAt, account, sha256 } = statement;
  const { language } = useLanguage();

  async function doing(what: string, title: string, work: () => Promise<void>) {
    setBusy(what);
    setRefusal(null);
    try {
      await work();
    } catch (error) {
      setRefusal({ title, error });
    } finally {
      setBusy(null);
    }
  }
  const file = (kind: 'pdf' | 'xlsx') => (
    <Button
      data-file={kind}
      loading={busy === kind}
      onClick={() =>
        void doing(kind, words.downloadFailed, () => download(`${statementPath(contract, number)}/${kind}`))
      }
    >
      {words[kind]}
    </Button>
  );

  return (
    <li data-statement={number}>
      <div className="statement-line">
        <span className="what">
          <b>{number}</b>{' '}
          {payment === null ? (
            periodText(period ?? '', language)
          ) : (
            <Link to={`/payments/${contract}/${payment}`}>{payment}</Link>
          )}
          <small>{words.by(account, momentOf(instantMs(issuedAt)))}</small>
        </span>
        <span className="state">
          {status === null ? `▤ ${words.ofPeriod}` : `${paymentShapes[status]} ${words.states[status]}`}
          <small>
            {words.net} <b>{net === null ? words.unknown : yuan(net)}</b>
          </small>
        </span>
        <span className="acts">
          <Button
            data-verify
            loading={busy === 'verify'}
            onClick={() =>
              void doing('verify', words.verifyFailed, async () => setVerified(await verify(contract, number)))
            }
          >
            {words.verify}
          </Button>
          {file('pdf')}
          {file('xlsx')}
        </span>
      </div>
      <small className="hash" title={sha256}>
        {words.hash} {sha256.slice(0, 8)}…{sha256.slice(-4)}
      </small>
      {verified && <Verdict verification={verified} />}
      {refusal && <Refused error={refusal.error} title={refusal.title} />}
      {statement.former !== null && <StatementDifferences contract={contract} statement={statement} />}
    </li>
  );
}

function Verdict({ verification }: { verification: StatementVerification }) {
  const words = useWords(statementWords);
  const { verdict, recorded, present, place } = verification;
  const isWrong = verdictShapes[verdict] === '✕';
  const version = ({ terms, calendar, engine }: StatementVerification['recorded']) =>
    `${terms} · ${calendar} · ${engine}`;
  return (
    <p className={`verdict ${isWrong ? 'wrong' : verdict}`} role={isWrong ? 'alert' : 'status'} data-verdict={verdict}>
      {verdictShapes[verdict]} {words.verdicts[verdict]}
      {place && <small>{words.place(place.service, String(place.position))}</small>}
      {verdict === 'other-version' && <small>{words.versions(version(recorded), version(present))}</small>}
    </p>
  );
}
