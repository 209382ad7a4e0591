import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { Refused } from '../frame/refused.js';
import { download } from '../http/download.js';
import { useWords } from '../i18n/language.js';
import { recordWords } from '../i18n/record-words.js';

/** The record to take home, and the heads to hold against it one day: for those who see what the contract costs, as the server decides. */
export function TakeRecord({ contract }: { contract: string }) {
  const words = useWords(recordWords);
  const take = useMutation({ mutationFn: (path: string) => download(path) });
  const wanted = take.isPending ? take.variables : null;
  const button = (path: string, text: string) => (
    <Button loading={wanted === path} disabled={wanted !== null && wanted !== path} onClick={() => take.mutate(path)}>
      {text}
    </Button>
  );
  return (
    <section className="card take-record" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p>{words.lead}</p>
      {take.error && <Refused error={take.error} title={words.failed} />}
      <div className="take-record-buttons" aria-live="polite">
        {button(`/api/contracts/${encodeURIComponent(contract)}/export`, words.whole)}
        {button('/api/anchors', words.anchors)}
        {wanted !== null && <span>{words.taking}</span>}
      </div>
      <p className="hint">
        {words.how} <code>npm run -s verify -- FILE --heads KEPT</code>
      </p>
    </section>
  );
}
