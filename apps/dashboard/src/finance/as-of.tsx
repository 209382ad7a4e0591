import { Button, Input } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useWords } from '../i18n/language.js';
import { paymentWords } from '../i18n/payment-words.js';
import { useLive } from '../live/live-provider.js';
import { instantMs, instantOf } from '../time/moments.js';

/** `2026-11-20T14:26` of the field is Beijing time, wherever the browser stands. */
const fieldOf = (instant: string) => instantOf(instantMs(instant)).slice(0, 16);
const instantOfField = (typed: string): string => `${typed.length === 16 ? `${typed}:00` : typed}+08:00`;

/** Chooses the moment asked about; it stands in the address, so that the page of a past moment can be sent to somebody. */
export function AsOf({ chosen }: { chosen: string | null }) {
  const words = useWords(paymentWords);
  const { clock } = useLive();
  const [search, setSearch] = useSearchParams();
  const [typed, setTyped] = useState(chosen === null ? '' : fieldOf(chosen));
  const [future, setFuture] = useState(false);

  function go(asOf: string | null) {
    const next = new URLSearchParams(search);
    if (asOf === null) next.delete('asOf');
    else next.set('asOf', asOf);
    setSearch(next);
  }
  function see() {
    if (typed === '') return;
    const asOf = instantOfField(typed);
    const late = instantMs(asOf) > clock.nowMs();
    setFuture(late);
    if (!late) go(asOf);
  }

  return (
    <form
      className="as-of"
      onSubmit={(event) => {
        event.preventDefault();
        see();
      }}
    >
      <label htmlFor="as-of">{words.asOfField}</label>
      <Input
        id="as-of"
        type="datetime-local"
        title={words.asOfHint}
        value={typed}
        status={future ? 'error' : ''}
        onChange={(event) => {
          setTyped(event.target.value);
          setFuture(false);
        }}
      />
      <Button htmlType="submit" disabled={typed === ''}>
        {words.asOfSee}
      </Button>
      {chosen !== null && (
        <Button
          type="primary"
          data-back-to-now
          onClick={() => {
            setTyped('');
            go(null);
          }}
        >
          {words.asOfLeave}
        </Button>
      )}
      {future && (
        <small role="alert" className="fault">
          ✕ {words.asOfFuture}
        </small>
      )}
    </form>
  );
}
