import type { ContractView } from '@weibao/messages';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { clockWords } from '../i18n/clock-words.js';
import { deskWords } from '../i18n/desk-words.js';
import { useLanguage, useWords } from '../i18n/language.js';

interface LevelChoiceProps {
  contract: ContractView;
  value: string | null;
  takeFocus: boolean;
  onChange(level: string): void;
}

/** The levels of this contract with its own definitions; digit keys choose, 0 for none yet. */
export function LevelChoice({ contract, value, takeFocus, onChange }: LevelChoiceProps) {
  const words = useWords(deskWords);
  const clocks = useWords(clockWords);
  const { language } = useLanguage();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takeFocus) first.current?.focus();
  }, [takeFocus, contract.contract]);

  const keyed = (event: KeyboardEvent) => {
    const level = event.key === '0' ? 'none' : event.key;
    if (level !== 'none' && !contract.levels.some((entry) => entry.level === level)) return;
    event.preventDefault();
    onChange(level);
    const target = event.currentTarget.querySelector<HTMLInputElement>(`input[value="${level}"]`);
    target?.focus();
  };
  const options = [
    ...contract.levels.map((entry) => ({
      level: entry.level,
      title: [clocks.levels[entry.level] ?? entry.level, language === 'zh' ? entry.nameZh : entry.nameEn].join(' '),
      text: language === 'zh' ? entry.definitionZh : entry.definitionEn,
      clause: entry.clause,
    })),
    { level: 'none', title: words.noLevel, text: words.noLevelText, clause: '' },
  ];
  return (
    <div role="radiogroup" aria-label={words.level} className="level-choice" onKeyDown={keyed}>
      {options.map(({ level, title, text, clause }, place) => (
        <label key={level} className={value === level ? 'chosen' : ''} title={clause}>
          <input
            ref={place === 0 ? first : undefined}
            type="radio"
            name="level"
            value={level}
            checked={value === level}
            onChange={() => onChange(level)}
          />
          <kbd>{level === 'none' ? '0' : level}</kbd>
          <span>
            <b>{title}</b>
            <small>{text}</small>
          </span>
        </label>
      ))}
    </div>
  );
}
