import type { ContractView, DutyView } from '@weibao/messages';
import { Button, Drawer } from 'antd';
import type { ReactNode } from 'react';
import { ClauseLink } from '../clauses/clause-link.js';
import { dutyWords } from '../i18n/duty-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { recordingWords } from '../i18n/recording-words.js';
import { useContractsFor, type OpenForm } from '../recording/record-form.js';
import { instantMs, momentOf } from '../time/moments.js';
import { dueDay, isOpen, shapes } from './duty-face.js';
import { DutyRecords } from './duty-records.js';
import { kindOf, proofFormsOf } from './duty-proofs.js';
import { DutySignatureLines } from './duty-signatures.js';
import { UnsignedSlip } from './unsigned-slip.js';

interface DutyDrawerProps {
  duty: DutyView;
  contracts: readonly ContractView[];
  onClose(): void;
  onRecord(form: OpenForm): void;
}

/** One duty: which clause, when, who owes it, what proves it, what is missing, and the form that records it. */
export function DutyDrawer({ duty, contracts, onClose, onRecord }: DutyDrawerProps) {
  const words = useWords(dutyWords);
  const recording = useWords(recordingWords);
  const { language } = useLanguage();
  const contractsFor = useContractsFor(contracts);
  const contract = contracts.find((one) => one.contract === duty.contract);
  const forms = proofFormsOf(duty);
  const titles = forms.map(({ type, known }) => {
    const kind = known['document'] ?? known['kind'];
    const name = typeof kind === 'string' ? (recording.options[kind] ?? kind) : '';
    return [recording.types[type] ?? type, name].filter(Boolean).join(' · ');
  });
  const mine = forms.map(({ type }) => contractsFor(type).filter((one) => one.contract === duty.contract));
  const about = duty.period ?? duty.subject;
  const settled = duty.status === 'done' || duty.status === 'late';
  const lines: [string, ReactNode][] = [
    [words.state, <b className={`state ${duty.status}`}>{`${shapes[duty.status]} ${words.states[duty.status]}`}</b>],
    [words.contract, contract ? (language === 'zh' ? contract.nameZh : contract.nameEn) : duty.contract],
    [words.clause, <ClauseLink contract={duty.contract} clause={duty.clause} />],
    ...(duty.period === undefined ? [] : [[words.period, duty.period] as [string, ReactNode]]),
    ...(duty.subject === undefined
      ? []
      : [[words.subject, recording.options[duty.subject] ?? duty.subject] as [string, ReactNode]]),
    [words.dueOn, duty.dueAt !== undefined ? momentOf(instantMs(duty.dueAt)) : (dueDay(duty) ?? words.noDue)],
    [words.owedByTitle, words.owedBy[duty.owedBy]],
    ...(duty.doneAt === null ? [] : [[words.doneAt, momentOf(instantMs(duty.doneAt))] as [string, ReactNode]]),
    [
      words.proof,
      kindOf(duty) === 'standing'
        ? words.proofBySelf
        : titles.map((title) => words.proofIs(title, about === undefined ? '' : ` · ${about}`)).join(` ${words.or} `),
    ],
    [words.missing, missingOf(duty, settled, titles[0], words.nothingMissing, words.missingFact)],
    ...(duty.readings?.length ? [[words.readings, duty.readings.join('、')] as [string, ReactNode]] : []),
  ];
  return (
    <Drawer
      open
      title={language === 'zh' ? duty.titleZh : duty.titleEn}
      onClose={onClose}
      size={Math.min(440, window.innerWidth)}
      data-duty-open={duty.clause}
    >
      <dl className="duty-lines">
        {lines.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {settled && duty.proof.kind !== 'standing' && <DutySignatureLines signatures={duty.proof.signatures} />}
      {contract && <UnsignedSlip duty={duty} contract={contract} onRecord={onRecord} />}
      {duty.status === 'not-recorded' && <p className="note">– {words.notRecordedWhy}</p>}
      {duty.unconfirmed && <p className="note">▲ {words.unconfirmed}</p>}
      {duty.provisional && <p className="note">▲ {words.provisional}</p>}
      <div className="actions">
        {forms.map(({ type, known }, place) => {
          const own = mine[place] ?? [];
          if (own.length === 0 || settled) return null;
          return (
            <Button
              key={type}
              type={place === 0 && isOpen(duty) ? 'primary' : 'default'}
              onClick={() => onRecord({ type, known, contracts: own })}
            >
              {words.recordFor(titles[place] ?? '')}
            </Button>
          );
        })}
      </div>
      {contract && duty.status !== 'upcoming' && forms.length > 0 && (
        <DutyRecords duty={duty} contract={contract} onRecord={onRecord} />
      )}
      {isOpen(duty) && forms.length > 0 && mine.every((own) => own.length === 0) && (
        <p className="note">○ {words.noRecord}</p>
      )}
    </Drawer>
  );
}

function missingOf(
  duty: DutyView,
  settled: boolean,
  proof: string | undefined,
  nothing: string,
  said: (what: string) => string,
): string {
  if (duty.missing?.length) return duty.missing.join('、');
  return settled || proof === undefined || duty.status === 'not-recorded' ? nothing : said(proof);
}
