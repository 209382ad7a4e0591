import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { auditWords } from '../i18n/audit-words.js';
import { useWords } from '../i18n/language.js';

interface Verified {
  holds: boolean;
  chains: {
    chain: string;
    entries: number;
    fault: { position: number; kind: 'bent' | 'missing' | 'inserted' | 'cut' | 'rewritten' } | null;
  }[];
}
/** A long record takes a while to be computed again. */
const PATIENCE_MS = 180_000;

/** Every chain computed again, now; what does not hold is named with its first bad entry. */
export function VerifyCard() {
  const words = useWords(auditWords);
  const verify = useMutation({
    mutationFn: () => ask<Verified>('/api/audit/verification', { method: 'POST', body: {}, patienceMs: PATIENCE_MS }),
  });
  const { data } = verify;
  const entries = data?.chains.reduce((sum, chain) => sum + chain.entries, 0) ?? 0;
  const faults = data?.chains.flatMap(({ chain, fault }) => (fault ? [{ chain, ...fault }] : [])) ?? [];
  return (
    <section className="card" aria-label={words.verify}>
      <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate()}>
        {verify.isPending ? words.verifying : words.verify}
      </Button>
      <div aria-live="polite">
        {verify.error && <Refused error={verify.error} />}
        {data?.holds && <Alert type="success" title={words.holds(data.chains.length, entries)} />}
        {data && !data.holds && (
          <Alert
            type="error"
            title={words.broken(faults.length)}
            description={faults.map(({ chain, position, kind }) => (
              <div key={chain}>{words.fault(chain, position, words.kinds[kind])}</div>
            ))}
          />
        )}
      </div>
    </section>
  );
}
