import type { ReadingQuestion, ReadingView } from '@weibao/messages';
import { ClauseLink } from '../clauses/clause-link.js';
import { contractWords } from '../i18n/contract-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { readingName } from '../i18n/reading-name.js';
import { instantMs, momentOf } from '../time/moments.js';
import { severityShapes } from './clause-face.js';
import { ReadingChoice } from './reading-choice.js';

/** Where the contract can be read in more than one way: the values side by side, the one in force, the default, and who chose. */
export function ReadingList({ contract, readings }: { contract: string; readings: readonly ReadingView[] }) {
  const words = useWords(contractWords);
  const { language } = useLanguage();
  if (readings.length === 0)
    return (
      <div className="card nothing" data-empty="readings">
        <b>✓ {words.noReadings}</b>
      </div>
    );
  return (
    <ol className="clauses">
      {readings.map((reading) => (
        <li key={reading.id} className="card" data-reading={reading.option} data-settled={reading.settled}>
          <div className="clause-head">
            <b>{reading.id}</b>
            {reading.settled ? (
              <span className="severity settled">✓ {words.settled}</span>
            ) : (
              <span className={`severity ${reading.severity}`}>
                {severityShapes[reading.severity]} {words.severities[reading.severity]}
              </span>
            )}
            <code>{reading.option}</code>
            {reading.clauses.map((clause) => (
              <ClauseLink contract={contract} key={clause} clause={clause} />
            ))}
          </div>
          <p>{language === 'zh' ? reading.zh : reading.en}</p>
          <p className="proposal">
            <b>{words.byDefault}</b> {language === 'zh' ? reading.defaultZh : reading.defaultEn}
          </p>
          {reading.questions.map((question, place) => (
            <Question key={place} question={question} />
          ))}
          {!reading.settled && reading.questions.every(({ choice }) => choice === null) && (
            <p className="hint" data-choice="none">
              {reading.questions.every(({ values }) => values.length < 2) ? words.onlyReading : words.nobodyChose}
            </p>
          )}
          <ReadingChoice contract={contract} reading={reading} />
        </li>
      ))}
    </ol>
  );
}

function Question({ question }: { question: ReadingQuestion }) {
  const words = useWords(contractWords);
  const { language } = useLanguage();
  const { values, inForce, choice, names, withoutEffect } = question;
  return (
    <>
      <ul className="values" aria-label={words.values}>
        {values.map((value) => (
          <li key={value} className={value === inForce ? 'in-force' : ''} data-value={value}>
            {names[value] && <span>{readingName(question, value, language)}</span>}
            <code>{value}</code>
            {value === inForce && <b>✓ {words.inForce}</b>}
            {value === question.default && <small>{words.isDefault}</small>}
          </li>
        ))}
      </ul>
      {Object.entries(withoutEffect).map(([value, why]) => (
        <p key={value} className="hint" data-without-effect={value}>
          {words.withoutEffect(readingName(question, value, language))} {why[language]}
        </p>
      ))}
      {choice !== null && (
        <p className="hint" data-choice={choice.source}>
          {words.chosenBy(
            choice.source === 'fact' ? (choice.account ?? words.unnamed) : words.atRegistration,
            momentOf(instantMs(choice.at)),
          )}
        </p>
      )}
    </>
  );
}
