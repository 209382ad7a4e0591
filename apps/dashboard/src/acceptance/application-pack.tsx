import type { ApplicationPackView } from '@weibao/messages';
import { acceptanceWords } from '../i18n/acceptance-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { ClauseId } from '../payments/clause-id.js';
import { instantMs, momentOf } from '../time/moments.js';

const shapes = { filed: '✓', complete: '✓', none: '·', missing: '▲' } as const;
const MOST_NAMED = 6;

/** What comes with the application, document by document; what is missing is named, and the application can be made all the same. */
export function ApplicationPack({ pack }: { pack: ApplicationPackView }) {
  const words = useWords(acceptanceWords);
  const { language } = useLanguage();
  const missing = pack.items.filter(({ status }) => status === 'missing');
  return (
    <>
      <h4>
        {words.application} <ClauseId clause={pack.clause} />{' '}
        <small data-application={missing.length === 0 ? 'whole' : missing.length}>
          {missing.length === 0 ? `✓ ${words.packWhole}` : `▲ ${words.packMissing(String(missing.length))}`}
        </small>
      </h4>
      <ul className="steps">
        {pack.items.map(({ document, titleZh, titleEn, status, filedAt, open }) => (
          <li key={document} data-document={document} data-state={status}>
            {shapes[status]} {language === 'zh' ? titleZh : titleEn}{' '}
            <span>
              {filedAt === null ? words.packStates[status] : words.filedAt(momentOf(instantMs(filedAt)).slice(0, 10))}
              {open.length > 0 &&
                ` · ${words.withoutReport(open.slice(0, MOST_NAMED).join('、'), String(open.length))}`}
            </span>
          </li>
        ))}
      </ul>
      {missing.length > 0 && <p className="hint">{words.packHint}</p>}
    </>
  );
}
