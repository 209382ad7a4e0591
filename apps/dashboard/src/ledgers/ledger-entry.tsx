import type { ClockRecord, ClockStatus } from '@weibao/exchange';
import { sideOf, type ContractView } from '@weibao/messages';
import { Button, Dropdown } from 'antd';
import { Link } from 'react-router';
import { ClauseLink } from '../clauses/clause-link.js';
import { useWords } from '../i18n/language.js';
import { ledgerWords } from '../i18n/ledger-words.js';
import { paperWords } from '../i18n/paper-words.js';
import { recordingWords } from '../i18n/recording-words.js';
import { useContractsFor, type OpenForm } from '../recording/record-form.js';
import type { FormType } from '../recording/record-fields.js';
import { paperAddress } from '../sheets/paper-address.js';
import { useSession } from '../session/session.js';
import { instantMs, momentOf } from '../time/moments.js';
import type { LedgerName, LedgerRow, RowState } from './ledger-rows.js';

const shapes: Record<RowState, string> = {
  filed: '○',
  answered: '◔',
  agreed: '✓',
  delivered: '◑',
  accepted: '✓',
  declined: '✕',
  open: '●',
  closed: '✓',
  failed: '■',
  proposed: '◇',
};
const clockShapes: Record<ClockStatus, string> = {
  running: '●',
  met: '✓',
  late: '✕',
  overdue: '■',
  waived: '–',
  'not-owed': '–',
};

interface LedgerEntryProps {
  ledger: LedgerName;
  row: LedgerRow;
  contract: ContractView;
  clocks: readonly ClockRecord[];
  onRecord(form: OpenForm): void;
}
const moment = (instant: string) => momentOf(instantMs(instant)).slice(0, 16);

/** One entry: how it stands, what was recorded, its clocks, and the next step as its button. */
export function LedgerEntry({ ledger, row, contract, clocks, onRecord }: LedgerEntryProps) {
  const words = useWords(ledgerWords);
  const recording = useWords(recordingWords);
  const paper = useWords(paperWords);
  const mine = useNextSteps(row, contract);
  const [usual, ...others] = mine;
  const titleOf = (type: FormType) => (row.state === 'proposed' ? words.agreeToo : (recording.types[type] ?? type));
  const open = (type: FormType) => onRecord({ type, contracts: [contract], known: row.known });
  const state = ledger === 'demands' && row.state === 'agreed' ? '◕' : shapes[row.state];
  return (
    <li className={row.state} data-entry={row.key} data-state={row.state}>
      <span className="state">
        {state} {words.states[row.state]}
      </span>
      <div className="what">
        <b>{row.name}</b> {row.about.join(' · ')}
        {row.kinds.length > 0 && <em>{row.kinds.map((kind) => recording.options[kind] ?? kind).join(' · ')}</em>}
        {row.summary !== null && <p>{row.summary}</p>}
        <p className="dates">
          {row.deliverBy !== null && <span>{words.deliverBy(moment(row.deliverBy))}</span>}
          {row.dueOn !== null && <span>{words.dueOn(row.dueOn)}</span>}
          {row.from !== null && row.to !== null && <span>{words.window(moment(row.from), moment(row.to))}</span>}
          {ledger === 'windows' && (
            <span>{words.agreedBySides(row.agreedBy.map((side) => words.sides[side] ?? side).join('、'))}</span>
          )}
        </p>
        {clocks.map((clock) => (
          <p key={clock.clause} className={`clock ${clock.status}`}>
            {clockShapes[clock.status]} {words.clockStates[clock.status]} ·{' '}
            <ClauseLink contract={contract.contract} clause={clock.clause} />{' '}
            {clock.dueAt !== null && words.dueOn(moment(clock.dueAt))}{' '}
            {clock.metAt !== null && words.clockMet(moment(clock.metAt))}
          </p>
        ))}
        <details>
          <summary>
            {words.steps} ({row.steps.length})
          </summary>
          <ol>
            {row.steps.map((step) => (
              <li key={step.fact}>
                {moment(step.at)} {recording.types[step.type] ?? step.type}
                {step.by !== null && ` · ${words.sides[step.by] ?? step.by}`}
              </li>
            ))}
          </ol>
        </details>
      </div>
      <div className="next">
        {ledger === 'demands' && (row.state === 'delivered' || row.state === 'accepted') && (
          <Link to={paperAddress(contract.contract, 'demand-acceptance', row.key)} data-slip={row.key}>
            {paper.printOther} · {paper.titles['demand-acceptance']}
          </Link>
        )}
        {usual && (
          <Button
            type="primary"
            data-next={usual}
            aria-label={words.stepFor(titleOf(usual), row.name)}
            onClick={() => open(usual)}
          >
            {titleOf(usual)}
          </Button>
        )}
        {others.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{ items: others.map((type) => ({ key: type, label: titleOf(type), onClick: () => open(type) })) }}
          >
            <Button aria-label={`${words.more} ▾ ${words.moreFor(row.name)}`}>{words.more} ▾</Button>
          </Dropdown>
        )}
      </div>
    </li>
  );
}

/** Of what may come next, what this person may record; a side that has agreed does not agree again. */
function useNextSteps(row: LedgerRow, contract: ContractView): FormType[] {
  const session = useSession();
  const contractsFor = useContractsFor([contract]);
  const side = sideOf(session, contract.parties);
  if (row.state === 'proposed' && side !== null && row.agreedBy.includes(side)) return [];
  return row.next.filter((type) => contractsFor(type).length > 0);
}
