import { deductionWords } from '../i18n/deduction-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { readingName } from '../i18n/reading-name.js';
import { useReadings } from './terms.js';

/** The readings on which a figure rests: what is open in the contract, how it is read here, and how else it could be. */
export function Readings({ options }: { options: readonly string[] }) {
  const words = useWords(deductionWords);
  const { language } = useLanguage();
  const readings = useReadings(options);
  return (
    <details className="readings">
      <summary>
        ¶ {words.readings} {options.length}
      </summary>
      <p>{words.anotherReading}</p>
      <ul>
        {readings.map(({ option, reading }) => (
          <li key={option} data-reading={option}>
            <code>{option}</code> {reading && (language === 'zh' ? reading.zh : reading.en)}
            {reading && <small>{language === 'zh' ? reading.defaultZh : reading.defaultEn}</small>}
            {reading?.questions.map((question) => {
              const { values, default: usual, inForce, choice } = question;
              const named = (value: string) => readingName(question, value, language);
              const read = inForce ?? usual;
              const others = values.filter((value) => value !== read).map(named);
              return (
                <small key={values.join(' ')}>
                  {choice === null ? words.readByDefault(named(read)) : words.readAsChosen(named(read))}
                  {others.length > 0 && ` · ${words.otherwise(others.join(' / '))}`}
                </small>
              );
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}
