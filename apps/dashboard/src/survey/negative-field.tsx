import { useWords } from '../i18n/language.js';
import { surveyWords } from '../i18n/survey-words.js';

interface NegativeFieldProps {
  negative: boolean | null;
  fault: boolean;
  onChoose(negative: boolean): void;
}

/** Whether anything negative stands against an event: neither answer is given before somebody presses one. */
export function NegativeField({ negative, fault, onChoose }: NegativeFieldProps) {
  const words = useWords(surveyWords);
  return (
    <fieldset data-item="negative">
      <legend>{words.negativeAsk}</legend>
      <div className="choices wide">
        {[false, true].map((answer) => (
          <label key={String(answer)} className={negative === answer ? 'chosen' : ''}>
            <input type="radio" name="negative" checked={negative === answer} onChange={() => onChoose(answer)} />
            {negative === answer && '✓ '}
            {answer ? words.negativeYes : words.negativeNo}
          </label>
        ))}
      </div>
      {fault && (
        <p className="fault" role="alert">
          ✕ {words.negativeMissing}
        </p>
      )}
    </fieldset>
  );
}
