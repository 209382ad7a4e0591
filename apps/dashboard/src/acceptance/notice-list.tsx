import type { NoticeRecord } from '@weibao/exchange';
import { noticeWords } from '../i18n/notice-words.js';
import { useWords } from '../i18n/language.js';
import { ClauseId } from '../payments/clause-id.js';
import { MarksLine } from '../payments/why-tree.js';
import { instantMs, momentOf } from '../time/moments.js';

const shapes: Record<NoticeRecord['status'], string> = {
  done: '✓',
  late: '✕',
  overdue: '■',
  due: '○',
  upcoming: '·',
  'not-recorded': '–',
};

/** The notices that the contract asks for: by when each is to be given, and when it was served; one sent in time may have been served late. */
export function NoticeList({ notices }: { notices: readonly NoticeRecord[] }) {
  const words = useWords(noticeWords);
  if (notices.length === 0) return null;
  return (
    <>
      <h3>{words.title}</h3>
      <ul className="notices">
        {notices.map((notice, place) => (
          <li key={`${notice.clause} ${notice.notice} ${place}`} data-notice={notice.notice} data-state={notice.status}>
            <b>
              {shapes[notice.status]} {words.names[notice.notice] ?? notice.notice}
            </b>{' '}
            <ClauseId clause={notice.clause} />
            <small>
              {[
                words.states[notice.status],
                notice.opensOn !== null && words.opens(notice.opensOn),
                notice.dueOn !== null && words.due(notice.dueOn),
                notice.servedAt !== null && words.served(momentOf(instantMs(notice.servedAt)).slice(0, 16)),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
            {notice.servedLate && <small className="served-late">▲ {words.servedLate}</small>}
            <MarksLine marks={notice} />
          </li>
        ))}
      </ul>
    </>
  );
}
