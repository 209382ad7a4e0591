import { useWords } from '../i18n/language.js';
import { surveyWords } from '../i18n/survey-words.js';
import { usualScores } from './link-form.js';

interface ScoreFieldProps {
  name: string;
  id: string;
  max: number;
  typed: string;
  fault: boolean;
  onType(text: string): void;
}

/** One item: a score to press, or any other to type. */
export function ScoreField({ name, id, max, typed, fault, onType }: ScoreFieldProps) {
  const words = useWords(surveyWords);
  const usual = usualScores(max);
  return (
    <fieldset data-item={id}>
      <legend>{name}</legend>
      <div className="choices">
        {usual.map((score) => (
          <label key={score} className={typed === String(score) ? 'chosen' : ''}>
            <input
              type="radio"
              name={id}
              value={score}
              checked={typed === String(score)}
              onChange={() => onType(String(score))}
            />
            {typed === String(score) && '✓ '}
            {score}
          </label>
        ))}
        <input
          type="text"
          inputMode="decimal"
          autoComplete="off"
          maxLength={6}
          aria-label={`${name} ${words.otherPoints}`}
          placeholder={words.otherPoints}
          value={usual.map(String).includes(typed) ? '' : typed}
          onChange={(event) => onType(event.target.value)}
        />
      </div>
      {fault && (
        <p className="fault" role="alert">
          ✕ {words.pointsMissing(String(max))}
        </p>
      )}
    </fieldset>
  );
}
