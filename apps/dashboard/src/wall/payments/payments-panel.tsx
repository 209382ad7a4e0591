import { useQuery } from '@tanstack/react-query';
import type { ContractView } from '@weibao/messages';
import { contractsQuery, postureQuery } from '../../http/queries.js';
import { useLanguage, useWords, type Language } from '../../i18n/language.js';
import { wallWords, type WallWords } from '../../i18n/wall-words.js';
import { useFreshness } from '../../live/freshness.js';
import { useNow } from '../../live/live-provider.js';
import { dateOf, shortDate } from '../../time/moments.js';
import { yuanOnWall } from '../../payments/money.js';
import { pageOf } from '../panel/pages.js';
import { Empty, Panel } from '../panel/panel.js';
import { useRoom } from '../panel/use-room.js';
import { useTellPages, useTurning } from '../panel/use-turn.js';
import { lanes, paymentMarks, paymentRoom, type Lane } from './payment-lanes.js';
import './payments.css';

const ROW_REM = 5;

export function PaymentsPanel() {
  const words = useWords(wallWords);
  const query = useQuery(postureQuery);
  const freshness = useFreshness(query);
  const nowMs = useNow();
  const { turn } = useTurning();
  const [setList, fitOf] = useRoom(ROW_REM * 5);
  const contracts = useQuery(contractsQuery).data?.contracts ?? [];
  const contractOf = (lane: Lane) => contracts.find(({ contract }) => contract === lane.contract);
  const all = lanes(query.data?.postures ?? []);
  const page = pageOf([], all, fitOf(ROW_REM), turn);
  useTellPages('payments', page.pages);
  const internal = query.data?.postures.some((one) => one.internal !== null);
  return (
    <Panel
      name="payments"
      title={words.payments}
      hint={<span>{internal ? words.internal : words.noYuan}</span>}
      freshness={freshness}
    >
      <ul className="rows" ref={setList}>
        {page.rows.map((lane) => (
          <PaymentLane key={lane.contract} lane={lane} contract={contractOf(lane)} today={dateOf(nowMs)} />
        ))}
        {all.length === 0 && <Empty title={words.paymentsEmpty} hint={words.paymentsEmptyHint} />}
      </ul>
    </Panel>
  );
}

type Milestone = Lane['payments'][number];

/** The state in words, with the reason where there is one: `暂缓：第一年度验收未通过`, `可付，12-28 前`. */
function paymentText(payment: Milestone, today: string, words: WallWords, language: Language): string {
  const date = payment.dueOn === null ? null : words.before(shortDate(payment.dueOn, today));
  const because = (state: string) => {
    const reason = language === 'zh' ? payment.because : payment.becauseEn;
    return reason === null ? state : words.because(state, reason);
  };
  switch (payment.status) {
    case 'paid':
      return words.paid;
    case 'eligible':
      return [words.payable, date].filter(Boolean).join(' · ');
    case 'overdue':
      return [words.overdue, date].filter(Boolean).join(' · ');
    case 'held':
      return because(words.held);
    case 'suspended':
      return because(words.suspended);
    case 'forfeited':
      return because(words.forfeited);
    case 'not-yet':
      return words.notYet;
  }
}

function PaymentLane({ lane, contract, today }: { lane: Lane; contract: ContractView | undefined; today: string }) {
  const words = useWords(wallWords);
  const { language } = useLanguage();
  const { startsOn = null, endsOn = null } = contract ?? {};
  const count = lane.before + lane.payments.length + lane.after;
  return (
    <li className="lane" data-contract={lane.contract}>
      <div className="name">
        {(language === 'en' ? contract?.nameEn : undefined) ?? lane.nameZh}
        {startsOn !== null && endsOn !== null && (
          <small>{words.span(startsOn.slice(0, 7), endsOn.slice(0, 7), count)}</small>
        )}
      </div>
      <ol>
        {lane.before > 0 && <li className="milestone paid count">✓ ×{lane.before}</li>}
        {lane.payments.map((payment) => (
          <li
            key={payment.payment}
            className={`milestone ${payment.status}`}
            style={{ flexGrow: paymentRoom[payment.status] }}
            data-payment={payment.payment}
            data-state={payment.status}
            title={payment.clause}
          >
            <b>{payment.payment}</b>
            {paymentMarks[payment.status]}
            {payment.net != null && <span>{yuanOnWall(payment.net)}</span>}
            {/* Where the amount stands, a payment whose time has not come needs no words for it. */}
            {(payment.net == null || payment.status !== 'not-yet') &&
              ` ${paymentText(payment, today, words, language)}`}
          </li>
        ))}
        {lane.after > 0 && <li className="milestone not-yet count">○ ×{lane.after}</li>}
      </ol>
    </li>
  );
}
