import { directoryWords } from '../i18n/directory-words.js';
import { useWords } from '../i18n/language.js';
import { mayKeepContacts, mayKeepHotlines, useSession } from '../session/session.js';
import { ContactList } from './contact-list.js';
import './directory.css';
import { HotlineList } from './hotline-list.js';

/** Whom the desk calls, and who calls the desk. */
export function DirectoryPage() {
  const words = useWords(directoryWords);
  const { role } = useSession();
  return (
    <div className="directory-page">
      <h1>{words.title}</h1>
      <p>{mayKeepHotlines(role) ? words.lead : words.leadVendor}</p>
      <HotlineList mayKeep={mayKeepHotlines(role)} />
      {mayKeepContacts(role) && <ContactList />}
    </div>
  );
}
