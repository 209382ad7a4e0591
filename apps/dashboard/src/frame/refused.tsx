import { Alert } from 'antd';
import { ApiError, UNREACHABLE } from '../http/http.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';

/** A refusal in the server's own words: what happened, to which thing, what to do next; every fault; the code for whoever is asked. */
export function Refused({ error, title }: { error: unknown; title?: string }) {
  const words = useWords(frameWords);
  const { language } = useLanguage();
  const refusal = error instanceof ApiError ? error : null;
  const text = refusal?.code === UNREACHABLE ? words.unreachable : refusal?.inWords(language) || words.serverFault;
  return (
    <Alert
      role="alert"
      type="error"
      showIcon
      style={{ marginBottom: 16 }}
      title={title ?? text}
      description={
        <>
          {title !== undefined && <div>{text}</div>}
          {refusal?.faults.map((fault) => (
            <div key={`${fault.place} ${fault.message}`}>
              <code>{fault.place}</code> {fault.message}
            </div>
          ))}
          {refusal && refusal.code !== UNREACHABLE && (
            <small data-code={refusal.code}>
              {words.code} {refusal.code}
              {refusal.requestId && ` · ${words.requestNumber(refusal.requestId)}`}
            </small>
          )}
        </>
      }
    />
  );
}
