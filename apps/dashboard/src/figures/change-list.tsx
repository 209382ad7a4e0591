import type { FigureChangeView, ParameterChange } from '@weibao/messages';
import { amendmentWords } from '../i18n/amendment-words.js';
import { draftWords } from '../i18n/draft-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { yuan } from '../payments/money.js';
import './change-list.css';
import { typedFigure, windowsText } from './figure-typing.js';

interface ChangeListProps {
  figures: readonly FigureChangeView[];
  parameters: readonly ParameterChange[];
}

/** Figures and parameters that changed, each from what to what. */
export function ChangeList({ figures, parameters }: ChangeListProps) {
  const words = useWords(draftWords);
  const { blank } = useWords(amendmentWords);
  const { language } = useLanguage();
  const shown = (figure: FigureChangeView, value: unknown) => {
    if (value === null) return blank;
    if (figure.kind === 'systems') return (value as { name: string }[]).map(({ name }) => name).join('、');
    const { text, unit } = typedFigure({ kind: figure.kind, value });
    if (figure.kind === 'yuan') return yuan(text);
    return unit === undefined ? text : `${text} ${words.units[unit]}`;
  };
  const given = (name: string, value: unknown): string => {
    if (value === null) return blank;
    if (name === 'total' || name === 'annualFee') return yuan(String(value));
    if (Array.isArray(value)) return Array.isArray(value[0]) ? windowsText(value) : value.join('、');
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  return (
    <ul className="change-list">
      {parameters.map(({ name, was, value }) => (
        <li key={name} data-change={name}>
          {words.parameters[name] ?? name}：<del>{given(name, was)}</del> → <b>{given(name, value)}</b>
        </li>
      ))}
      {figures.map((figure) => {
        const title = language === 'zh' ? figure.titleZh : figure.titleEn;
        const label = [title, words.figures[figure.name] ?? words.groups[figure.group] ?? figure.name];
        return (
          <li key={figure.path} data-change={figure.path}>
            {figure.clause !== null && <code>{figure.clause}</code>} {label.filter(Boolean).join(' · ')}：
            <del>{shown(figure, figure.was)}</del> → <b>{shown(figure, figure.value)}</b>
          </li>
        );
      })}
    </ul>
  );
}
