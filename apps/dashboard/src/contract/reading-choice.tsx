import { useQuery } from '@tanstack/react-query';
import { mayRecord, sideOf, type ReadingEffectView, type ReadingView } from '@weibao/messages';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { contractsQuery } from '../http/queries.js';
import { useLanguage, useWords, type Language } from '../i18n/language.js';
import { readingName } from '../i18n/reading-name.js';
import { readingWords } from '../i18n/reading-words.js';
import { isZero, yuan } from '../payments/money.js';
import { useSession } from '../session/session.js';
import { ChooseDialog } from './choose-dialog.js';

const seesOutcome = ['finance', 'it-head', 'vendor', 'auditor'];

/** What the other values of a reading would come to, and the choice for whoever may make it. */
export function ReadingChoice({ contract, reading }: { contract: string; reading: ReadingView }) {
  const words = useWords(readingWords);
  const { language } = useLanguage();
  const session = useSession();
  const { data: contracts } = useQuery(contractsQuery);
  const [open, setOpen] = useState(false);
  const [choosing, setChoosing] = useState<string | null>(null);
  const { data, error, isError } = useQuery({
    queryKey: ['outcome', contract, 'reading', reading.option],
    queryFn: ({ signal }) =>
      ask<{ effects: ReadingEffectView[] }>(
        `/api/contracts/${encodeURIComponent(contract)}/readings/${encodeURIComponent(reading.option)}`,
        { signal },
      ),
    enabled: open,
  });
  const values = reading.questions.flatMap((question) => (question.values.length > 1 ? question.values : []));
  if (reading.settled || values.length === 0 || !seesOutcome.includes(session.role)) return null;
  const parties = contracts?.contracts.find((one) => one.contract === contract)?.parties ?? [];
  const mayChoose = mayRecord('reading.chosen', session.role, sideOf(session, parties));
  const unconfirmed = reading.questions.flatMap(({ inForce, choice, values: all }) =>
    inForce !== null && choice === null && all.length > 1 ? [inForce] : [],
  );
  return (
    <div className="reading-choice">
      <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? words.close : words.compare}
      </Button>
      {open && isError && <Refused error={error} title={words.failed} />}
      {open && !data && !isError && (
        <div role="status">
          <small>{words.comparing}</small>
          <Skeleton active paragraph={{ rows: 2 }} title={false} />
        </div>
      )}
      {open && data && (
        <ul className="effects">
          {data.effects.map((effect) => (
            <Effect
              key={effect.value}
              reading={reading}
              effect={effect}
              onChoose={mayChoose ? () => setChoosing(effect.value) : null}
            />
          ))}
          {mayChoose &&
            unconfirmed.map((value) => (
              <li key={value}>
                <Button size="small" onClick={() => setChoosing(value)}>
                  {words.confirm(nameOf(reading, value, language))}
                </Button>
              </li>
            ))}
        </ul>
      )}
      {choosing !== null && (
        <ChooseDialog contract={contract} reading={reading} value={choosing} onClose={() => setChoosing(null)} />
      )}
    </div>
  );
}

export function nameOf(reading: ReadingView, value: string, language: Language): string {
  const question = reading.questions.find(({ values }) => values.includes(value));
  return question ? readingName(question, value, language) : value;
}

interface EffectProps {
  reading: ReadingView;
  effect: ReadingEffectView;
  onChoose: (() => void) | null;
}

/** One other value: by how much more or less each side would owe, and the lines that come out otherwise. */
function Effect({ reading, effect, onChoose }: EffectProps) {
  const words = useWords(readingWords);
  const { language } = useLanguage();
  const name = nameOf(reading, effect.value, language);
  const { more, differences } = effect;
  const sums = (['vendor', 'hospital'] as const).flatMap((side) => {
    const amount = more[side];
    if (amount === null) return [`? ${words.undetermined(words.sides[side])}`];
    if (isZero(amount)) return [];
    const isLess = amount.startsWith('-');
    return [
      isLess
        ? `▼ ${words.less(words.sides[side], yuan(amount.slice(1)))}`
        : `▲ ${words.more(words.sides[side], yuan(amount))}`,
    ];
  });
  const shown = (value: string | null, field: string) =>
    value === null ? words.absent : field === 'since' ? value.slice(0, 10) : yuan(value);
  return (
    <li data-effect={effect.value}>
      <b>{words.instead(name)}</b>
      {differences.length === 0 && sums.length === 0 && <span> · ＝ {words.same}</span>}
      {sums.map((sum) => (
        <span key={sum} className="sum">
          {sum}
        </span>
      ))}
      {differences.length > 0 && (
        <ul>
          {differences.map(({ list, record, field, here, there }) => (
            <li key={`${list} ${JSON.stringify(record)}`}>
              {words.lists[list]} {Object.values(record).join(' · ')}：{shown(here, field)} → {shown(there, field)}
            </li>
          ))}
        </ul>
      )}
      {onChoose && (
        <Button size="small" onClick={onChoose}>
          {words.choose(name)}
        </Button>
      )}
    </li>
  );
}
