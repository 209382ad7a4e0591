import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { ask } from '../http/http.js';
import { sessionQuery } from '../http/queries.js';
import { deviceWords } from '../i18n/device-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { instantMs } from '../time/moments.js';
import { countdown } from '../time/time-left.js';
import './pair.css';

interface Pairing {
  code: string;
  expiresAt: string;
  now: string;
}
interface Shown {
  code: string;
  endsMs: number; // on the browser's counter
}

const ASK_MS = 3_000;

/** A new code, with its end on our own counter: the wall's clock may be wrong. */
async function newCode(): Promise<Shown> {
  const { code, expiresAt, now } = await ask<Pairing>('/api/pairings', { method: 'POST', body: {} });
  return { code, endsMs: performance.now() + instantMs(expiresAt) - instantMs(now) };
}

/** A wall that nobody has signed in: it shows a code until an administrator has typed it. It loads no component library. */
export function PairPage() {
  const words = useWords(deviceWords);
  const frame = useWords(frameWords);
  const { language, choose } = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [, setTick] = useState(0);
  const pairing = useQuery({
    queryKey: ['pairing'],
    queryFn: newCode,
    staleTime: Infinity,
    gcTime: 0,
    retry: true,
    retryDelay: 10_000,
  });
  const { data, refetch } = pairing;

  useEffect(() => {
    if (!data) return;
    let asking = false;
    const timer = setInterval(() => {
      setTick((tick) => tick + 1);
      if (performance.now() >= data.endsMs) void refetch();
    }, 1_000);
    const claim = async () => {
      if (asking) return;
      asking = true;
      // A server that is away for a moment is asked again.
      const answer = await ask<{ state: string }>('/api/pairings/claim', { method: 'POST', body: {} }).catch(
        () => null,
      );
      asking = false;
      if (answer?.state === 'expired') void refetch();
      if (answer?.state !== 'paired') return;
      client.removeQueries({ queryKey: sessionQuery.queryKey });
      void navigate('/wall', { replace: true });
    };
    const asks = setInterval(() => void claim(), ASK_MS);
    return () => {
      clearInterval(timer);
      clearInterval(asks);
    };
  }, [data, refetch, client, navigate]);

  return (
    <main className="pair">
      <h1>{words.pairTitle}</h1>
      <p>{words.pairLead}</p>
      <p className="where">{words.pairWhere(window.location.origin)}</p>
      <output data-code={data?.code}>{data?.code ?? '····-····'}</output>
      <p role="status">
        {data
          ? words.pairLeft(countdown(Math.max(data.endsMs - performance.now(), 0), language))
          : pairing.failureCount > 0
            ? `▲ ${words.pairFailed}`
            : frame.loading}
      </p>
      <p className="others">
        <Link to="/sign-in?to=%2Fwall">{words.signInInstead}</Link>
        <button type="button" onClick={() => choose(language === 'zh' ? 'en' : 'zh')}>
          {frame.otherLanguage}
        </button>
      </p>
    </main>
  );
}
