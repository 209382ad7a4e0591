import type { FigureChangeView } from '@weibao/messages';
import { Input, Select, Space } from 'antd';
import { useState } from 'react';
import { draftWords } from '../i18n/draft-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { yuan } from '../payments/money.js';
import {
  everyValues,
  limitUnits,
  meantFigure,
  sameValue,
  typedFigure,
  typedLimit,
  type Typed,
} from '../figures/figure-typing.js';

interface FigureInputProps {
  figure: FigureChangeView;
  readOnly: boolean;
  fault: string | null;
  /** The new value; undefined: as the pattern has it. */
  onChange(value: unknown): void;
}

/** One figure in the form, with what the pattern says where it was changed. What cannot be meant is said at once and not sent. */
export function FigureInput({ figure, readOnly, fault, onChange }: FigureInputProps) {
  const words = useWords(draftWords);
  const { language } = useLanguage();
  const [typed, setTyped] = useState<Typed>(() => typedFigure(figure));
  const { kind, was, path } = figure;
  const id = `figure${path.replaceAll('/', '-')}`;
  const title = language === 'zh' ? figure.titleZh : figure.titleEn;
  const levels = figure.levels.map((level) => words.level(level)).join(' ');
  const label = [levels, title, words.figures[figure.name] ?? figure.name].filter(Boolean).join(' · ');
  const meant = meantFigure(kind, typed);
  const isChanged = meant.ok && !sameValue(meant.value, was);
  const isFixed = kind === 'limit' && typedLimit(figure.value) === null;

  function type(next: Typed) {
    setTyped(next);
    const value = meantFigure(kind, next);
    if (value.ok) onChange(sameValue(value.value, was) ? undefined : value.value);
  }

  return (
    <div className={isChanged ? 'typed-figure changed' : 'typed-figure'} data-figure={path}>
      <label htmlFor={id}>{label}</label>
      <Space.Compact>
        {kind === 'every' ? (
          <Select
            id={id}
            value={typed.text}
            disabled={readOnly}
            onChange={(text: string) => type({ text })}
            options={everyValues.map((value) => ({ value, label: words.every[value] }))}
          />
        ) : (
          <Input
            id={id}
            value={isFixed ? words.fixedLimit : typed.text}
            disabled={readOnly || isFixed}
            inputMode={kind === 'number' || kind === 'limit' ? 'decimal' : 'text'}
            {...(kind === 'yuan' ? { prefix: '¥' } : {})}
            status={meant.ok || isFixed ? '' : 'error'}
            aria-invalid={!(meant.ok || isFixed) || fault !== null}
            onChange={({ target }) => type({ ...typed, text: target.value })}
          />
        )}
        {kind === 'limit' && !isFixed && (
          <Select
            aria-label={words.unitOf(label)}
            value={typed.unit ?? 'minutes'}
            disabled={readOnly}
            onChange={(unit) => type({ ...typed, unit })}
            options={limitUnits.map((unit) => ({ value: unit, label: words.units[unit] }))}
          />
        )}
      </Space.Compact>
      {isChanged && <small data-was>✎ {words.was(wasText(figure, words.units))}</small>}
      {!meant.ok && !isFixed && (
        <small role="alert" className="fault">
          ✕ {words.forms[kind]}
        </small>
      )}
      {fault !== null && (
        <small role="alert" className="fault">
          ✕ {fault}
        </small>
      )}
    </div>
  );
}

function wasText({ kind, was }: FigureChangeView, units: Record<string, string>): string {
  const { text, unit } = typedFigure({ kind, value: was });
  if (kind === 'yuan') return yuan(text);
  return unit === undefined ? text : `${text} ${units[unit] ?? unit}`;
}
