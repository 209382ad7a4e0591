import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { contractsQuery } from '../http/queries.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { surveyWords } from '../i18n/survey-words.js';
import { QrCode } from '../sheets/qr-code.js';
import { instantMs, momentOf } from '../time/moments.js';
import './link-sheet.css';
import { addressOfLink, type IssuedLinks } from './surveys-query.js';

/** New links, each with its code, to be cut apart and handed out on paper. Nobody can show them again: the database has hashes only. */
export function LinkSheet({ issued: { round, links }, onClose }: { issued: IssuedLinks; onClose(): void }) {
  const words = useWords(surveyWords);
  const { language } = useLanguage();
  const { message } = App.useApp();
  const contracts = useQuery(contractsQuery);
  const contract = contracts.data?.contracts.find((one) => one.contract === round.contract);
  const name = (language === 'zh' ? contract?.nameZh : contract?.nameEn) ?? round.contract;
  const title = language === 'zh' ? round.titleZh : round.titleEn;
  const until = words.sheetUntil(momentOf(instantMs(round.closesAt)).slice(0, 16));
  const copy = async () => {
    const text = links.map(({ department, secret }) => `${department}\t${addressOfLink(secret)}`).join('\n');
    await navigator.clipboard.writeText(text);
    void message.success(words.copied);
  };
  return (
    <section className="card link-sheet" aria-label={words.sheetTitle} data-sheet={round.round}>
      <header className="no-print">
        <h2>{words.sheetTitle}</h2>
        <p role="status">▲ {words.sheetOnce}</p>
        <Button type="primary" data-print onClick={() => window.print()}>
          {words.print}
        </Button>{' '}
        <Button onClick={() => void copy()}>{words.copy}</Button> <Button onClick={onClose}>{words.close}</Button>
      </header>
      <ul>
        {links.map(({ link, department, secret }) => (
          <li key={link} data-link={department}>
            <QrCode text={addressOfLink(secret)} />
            <div>
              <h3>{department}</h3>
              <p>
                {name} · {title}
                {round.event !== null && ` · ${round.event}`}
              </p>
              <p>
                {words.sheetScan} · {until}
              </p>
              <a href={addressOfLink(secret)} target="_blank" rel="noreferrer">
                {addressOfLink(secret)}
              </a>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
