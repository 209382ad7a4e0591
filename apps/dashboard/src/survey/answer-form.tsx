import { useState } from 'react';
import { ApiError, ask, UNREACHABLE } from '../http/http.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { surveyWords } from '../i18n/survey-words.js';
import { instantMs, momentOf } from '../time/moments.js';
import { scoreOf, type LinkForm } from './link-form.js';
import { NegativeField } from './negative-field.js';
import { ScoreField } from './score-field.js';

interface AnswerFormProps {
  form: LinkForm;
  secret: string;
  onDone(answeredAt: string): void;
  onGone(): void; // answered meanwhile, or closed: the page is asked anew
}
const NOTE_LENGTH = 500;

/** The items of the form with their scores, or whether anything negative stands; sent once, and kept as typed until it is. */
export function AnswerForm({ form, secret, onDone, onGone }: AnswerFormProps) {
  const words = useWords(surveyWords);
  const { language } = useLanguage();
  const [typed, setTyped] = useState<string[]>(() => form.items.map(() => ''));
  const [negative, setNegative] = useState<boolean | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const max = form.itemMax ?? 100;
  const scores = typed.map((text) => scoreOf(text, max));
  const isEvent = form.event !== null;
  const noteMissing = negative === true && note.trim() === '';
  const ready = isEvent ? negative !== null && !noteMissing : !scores.includes(null);

  async function submit() {
    setTried(true);
    if (!ready) {
      requestAnimationFrame(() => document.querySelector('.survey .fault')?.scrollIntoView({ block: 'center' }));
      return;
    }
    setSending(true);
    setRefusal(null);
    try {
      const said = isEvent ? { negative } : { scores };
      const text = note.trim() === '' ? {} : { note: note.trim() };
      const { answeredAt } = await ask<{ answeredAt: string }>('/api/survey-links/answer', {
        method: 'POST',
        body: { secret, ...said, ...text },
      });
      onDone(answeredAt);
    } catch (error) {
      if (error instanceof ApiError && (error.status === 409 || error.status === 404)) onGone();
      const told = error instanceof ApiError && error.code !== UNREACHABLE ? error.inWords(language) : '';
      setRefusal(told || words.notSent);
      setSending(false);
    }
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending) void submit();
      }}
    >
      <p className="lead">
        {!isEvent && `${words.scale(String(max))} `}
        {words.until(momentOf(instantMs(form.closesAt)).slice(0, 16))}
      </p>
      {form.items.map((item, index) => (
        <ScoreField
          key={`${index} ${item}`}
          name={`${index + 1}. ${item}`}
          id={`item-${index}`}
          max={max}
          typed={typed[index] ?? ''}
          fault={tried && scores[index] === null}
          onType={(text) => setTyped(typed.map((before, place) => (place === index ? text : before)))}
        />
      ))}
      {isEvent && <NegativeField negative={negative} fault={tried && negative === null} onChoose={setNegative} />}
      <div className="note">
        <label htmlFor="survey-note">{words.note}</label>
        <textarea
          id="survey-note"
          rows={3}
          maxLength={NOTE_LENGTH}
          value={note}
          aria-describedby="survey-note-hint"
          onChange={(event) => setNote(event.target.value)}
        />
        <small id="survey-note-hint">{words.noteHint}</small>
        {tried && noteMissing && (
          <p className="fault" role="alert">
            ✕ {words.noteNeeded}
          </p>
        )}
      </div>
      {refusal !== null && (
        <p className="fault" role="alert" data-refused>
          ✕ {refusal}
        </p>
      )}
      <button type="submit" disabled={sending}>
        {sending ? words.submitting : words.submit}
      </button>
    </form>
  );
}
