import type { DigestClock, WaitingDecisions } from '@weibao/messages';
import { Link } from 'react-router';
import { ClauseLink } from '../clauses/clause-link.js';
import { digestWords } from '../i18n/digest-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { instantMs, momentOf } from '../time/moments.js';

interface RowProps {
  contract: string;
  name: string; // the contract's
}

/** A stage target that was missed or runs out on the day: opens its incident, or the ledger of demands. */
export function ClockRow({ contract, name, clock }: RowProps & { clock: DigestClock }) {
  const words = useWords(digestWords);
  const { language } = useLanguage();
  const { titleZh, titleEn, subject, about, dueAt, metAt, status, clause } = clock;
  const moment = (instant: string) => momentOf(instantMs(instant)).slice(0, 16);
  const page =
    about === 'demand'
      ? '/ledgers?ledger=demands'
      : `/incidents/${encodeURIComponent(contract)}/${encodeURIComponent(subject)}`;
  return (
    <li data-clock={status}>
      <Link to={page}>
        {subject} {language === 'zh' ? titleZh : titleEn}
      </Link>
      <small>
        {[
          name,
          words.due(moment(dueAt)),
          ...(metAt === null ? [words.clocks[status]] : [words.metLate(moment(metAt))]),
        ].join(' · ')}{' '}
        · <ClauseLink contract={contract} clause={clause} />
      </small>
    </li>
  );
}

/** A deduction that waits for finance: opens the payment that it comes off. */
export function DecisionRow({ contract, name, decision }: RowProps & { decision: WaitingDecisions['lines'][number] }) {
  const words = useWords(digestWords);
  const { clause, subject, payment, state } = decision;
  const page =
    payment === null ? '/payments' : `/payments/${encodeURIComponent(contract)}/${encodeURIComponent(payment)}`;
  return (
    <li data-waiting="decision">
      <Link to={page}>
        {words.decision} {subject}
      </Link>
      <small>
        {name} · {words.decisions[state]}
        {payment === null ? '' : ` · ${payment}`} · <ClauseLink contract={contract} clause={clause} />
      </small>
    </li>
  );
}
