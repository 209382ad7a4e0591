import { App } from 'antd';
import { accountWords } from '../i18n/account-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { useSession } from '../session/session.js';
import './account.css';
import { OwnSessions } from './own-sessions.js';
import { PasswordForm } from './password-form.js';
import { SecondFactor } from './second-factor.js';

/** What everybody does with their own account. */
export function AccountPage() {
  const words = useWords(accountWords);
  const frame = useWords(frameWords);
  const { language } = useLanguage();
  const { message } = App.useApp();
  const session = useSession();
  const [name, organisation] =
    language === 'zh' ? [session.nameZh, session.organisationNameZh] : [session.nameEn, session.organisationNameEn];
  return (
    <div className="account-page">
      <h1>{words.title}</h1>
      <p>
        {session.account} · {words.signedInAs(name, organisation, frame.roles[session.role])}
      </p>
      <section className="card" aria-label={words.password}>
        <h2>{words.password}</h2>
        <PasswordForm oldLabel={words.old} onChanged={() => message.success(words.changed)} />
      </section>
      <section className="card" aria-label={words.factor}>
        <h2>{words.factor}</h2>
        <SecondFactor />
      </section>
      <section className="card" aria-label={words.sessions}>
        <h2>{words.sessions}</h2>
        <OwnSessions />
      </section>
    </div>
  );
}
