import { App } from 'antd';
import { useCallback, useState } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { deskWords } from '../i18n/desk-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { OutboxProvider, useWaiting } from '../outbox/outbox-provider.js';
import type { LateNews } from '../outbox/outbox.js';
import { pagesOf, useSession, useSignOut } from '../session/session.js';
import { timeOf } from '../time/moments.js';
import { AntFrame } from './ant-frame.js';
import './desk-frame.css';
import { LineBanner } from './line-banner.js';
import { grouped } from './page-groups.js';
import { Refused } from './refused.js';

/** Navigation, mark of demo data, state of the line and of the outbox around every page but the wall. */
export function DeskFrame() {
  return (
    <AntFrame>
      <Framed />
    </AntFrame>
  );
}

function Framed() {
  const words = useWords(frameWords);
  const desk = useWords(deskWords);
  const { language, choose } = useLanguage();
  const session = useSession();
  const signOut = useSignOut();
  const name = language === 'zh' ? session.nameZh : session.nameEn;
  const organisation = language === 'zh' ? session.organisationNameZh : session.organisationNameEn;
  const pages = pagesOf(session.role);
  const parts = grouped(pages);
  const [opened, setOpened] = useState(false);
  const { pathname } = useLocation();
  const here = pages.find((page) => pathname.startsWith(`/${page}`));
  const { notification } = App.useApp();
  const onLateNews = useCallback(
    ({ entry, error }: LateNews) =>
      error === undefined
        ? notification.success({ title: desk.deliveredLate(entry.label), duration: 8 })
        : notification.error({
            title: desk.refusedLate(entry.label),
            description: <Refused error={error} />,
            duration: 0,
          }),
    [notification, desk],
  );
  return (
    <OutboxProvider onLateNews={onLateNews}>
      <div className="frame">
        <a className="skip" href="#content">
          {words.skip}
        </a>
        {/* Beside the page; on a phone one line, which opens. */}
        <nav aria-label={words.product} className={opened ? 'opened' : ''}>
          <strong>{words.product}</strong>
          {here !== undefined && <b className="here">{words.pages[here]}</b>}
          <button type="button" className="menu" aria-expanded={opened} onClick={() => setOpened(!opened)}>
            {opened ? '✕' : '☰'} {words.menu}
          </button>
          {parts.map(({ group, pages }) => (
            <div key={group} className="part" role="group" aria-label={words.pageGroups[group]}>
              {parts.length > 1 && <span aria-hidden>{words.pageGroups[group]}</span>}
              {pages.map((page) => (
                <NavLink key={page} to={`/${page}`} onClick={() => setOpened(false)}>
                  {words.pages[page]}
                </NavLink>
              ))}
            </div>
          ))}
          <NavLink className="who" to="/account" onClick={() => setOpened(false)}>
            {organisation} · {name || words.roles[session.role]}
          </NavLink>
          <button type="button" onClick={() => choose(language === 'zh' ? 'en' : 'zh')}>
            {words.otherLanguage}
          </button>
          <button type="button" onClick={() => void signOut()}>
            {words.signOut}
          </button>
        </nav>
        <div className="page-body">
          {session.demo && <div className="demo-mark">◆ {words.demoLong}</div>}
          <LineBanner />
          <WaitingEntries />
          <main id="content">
            <Outlet />
          </main>
        </div>
      </div>
    </OutboxProvider>
  );
}

function WaitingEntries() {
  const desk = useWords(deskWords);
  const entries = useWaiting();
  if (entries.length === 0) return null;
  return (
    <div className="waiting" role="status" data-waiting={entries.length}>
      <b>▲ {desk.waiting(entries.length)}</b>
      {entries.map((entry) => (
        <span key={entry.id}>{desk.waitingSince(entry.label, timeOf(entry.typedAtMs))}</span>
      ))}
    </div>
  );
}
