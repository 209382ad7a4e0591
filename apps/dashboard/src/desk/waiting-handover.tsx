import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { handoversQuery } from '../http/handover-queries.js';
import { handoverWords } from '../i18n/handover-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { instantMs, timeOf } from '../time/moments.js';

/** On the desk of whoever comes: a shift was handed over and waits for a signature. Nothing where nothing waits. */
export function WaitingHandover() {
  const words = useWords(handoverWords);
  const { language } = useLanguage();
  const { data } = useQuery(handoversQuery());
  return data?.waiting.map((sheet) => {
    const signer = sheet.takenOver ?? sheet.handedOver;
    const name = language === 'zh' ? signer.nameZh : signer.nameEn;
    return (
      <p className="waiting-handover" role="status" key={sheet.id} data-waiting-handover={sheet.id}>
        ◇{' '}
        {sheet.state === 'recording'
          ? words.recordingOnDesk(name)
          : words.waitingOnDesk(name, timeOf(instantMs(signer.at)).slice(0, 5))}{' '}
        <Link to={`/handover/${sheet.id}`}>{sheet.state === 'recording' ? words.finish : words.read}</Link>
      </p>
    );
  });
}
