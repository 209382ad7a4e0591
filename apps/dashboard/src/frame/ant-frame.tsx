import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US.js';
import zhCN from 'antd/locale/zh_CN.js';
import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/language.js';
import { useReducedMotion } from './reduced-motion.js';

/** Ant Design in our language and colours: around the sign-in and the pages behind it, never around the wall. */
export function AntFrame({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  const still = useReducedMotion();
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      // A click beside a dialog must not throw away what was typed in it: Esc and the buttons close.
      modal={{ mask: { closable: false } }}
      // A name of two characters is one word, to who listens and to who looks for it.
      button={{ autoInsertSpace: false }}
      theme={{
        token: {
          motion: !still,
          colorPrimary: '#1762d6',
          colorError: '#c8232c', // the library's own is 3.3 : 1 as text
          colorLink: '#1559c4',
          colorTextSecondary: '#56637a',
          colorTextTertiary: '#5f6c83',
          colorTextPlaceholder: '#667085', // the library's own is too faint to read (1.8 : 1)
          borderRadius: 8,
          fontFamily: 'inherit',
          fontSize: 15,
        },
      }}
    >
      <AntApp component={false}>{children}</AntApp>
    </ConfigProvider>
  );
}
