import { Button, Card } from 'antd';
import { accountWords } from '../i18n/account-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { useSignOut } from '../session/session.js';
import './account.css';
import { PasswordForm } from './password-form.js';

/** All that whoever came in with a one-time password gets to see. */
export function SetPasswordPage() {
  const words = useWords(accountWords);
  const frame = useWords(frameWords);
  const { language, choose } = useLanguage();
  const signOut = useSignOut();
  return (
    <main className="set-password">
      <Card>
        <h1>{words.setTitle}</h1>
        <p>{words.setLead}</p>
        <PasswordForm oldLabel={words.oldOneTime} />
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
