import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';

/** Chinese first; English by a switch that this browser remembers. */
export type Language = 'zh' | 'en';
const KEPT_AS = 'weibao.language';

interface LanguageChoice {
  language: Language;
  choose(language: Language): void;
}
const LanguageContext = createContext<LanguageChoice>({ language: 'zh', choose: () => undefined });

const kept = (): Language => (localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'zh');

export function LanguageProvider({ children, initial }: { children: ReactNode; initial?: Language }) {
  const [language, setLanguage] = useState<Language>(() => initial ?? kept());
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const choice = useMemo(
    () => ({
      language,
      choose(next: Language) {
        localStorage.setItem(KEPT_AS, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <LanguageContext.Provider value={choice}>{children}</LanguageContext.Provider>;
}

export const useLanguage = () => useContext(LanguageContext);

/** The words of one dictionary in the chosen language: `const words = useWords(wallWords)`. */
export function useWords<Words>(dictionary: Record<Language, Words>): Words {
  return dictionary[useLanguage().language];
}
