import { Button, Card } from 'antd';
import { accountWords } from '../i18n/account-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { useSession, useSignOut } from '../session/session.js';
import './account.css';
import { PasswordForm } from './password-form.js';
import { SecondFactor } from './second-factor.js';

/** All that a session gets to see before it has a password of its own, and the second factor that its role requires. */
export function FirstOfPage() {
  const words = useWords(accountWords);
  const frame = useWords(frameWords);
  const { language, choose } = useLanguage();
  const { needs } = useSession();
  const signOut = useSignOut();
  const isFactor = needs === 'second-factor';
  return (
    <main className="set-password">
      <Card>
        <h1>{isFactor ? words.factorTitle : words.setTitle}</h1>
        <p>{isFactor ? words.factorLead : words.setLead}</p>
        {isFactor ? <SecondFactor /> : <PasswordForm oldLabel={words.oldOneTime} />}
        <Button type="link" onClick={() => void signOut()}>
          {frame.signOut}
        </Button>
        <Button type="link" onClick={() => choose(language === 'zh' ? 'en' : 'zh')}>
          {frame.otherLanguage}
        </Button>
      </Card>
    </main>
  );
}
