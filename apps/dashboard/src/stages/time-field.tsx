import { Input, type InputRef } from 'antd';
import type { KeyboardEvent, Ref } from 'react';
import { deskWords } from '../i18n/desk-words.js';
import { useWords } from '../i18n/language.js';
import { momentOf } from '../time/moments.js';
import { typedTime } from '../time/typed-time.js';

interface TimeFieldProps {
  id: string;
  value: string;
  nowMs: number;
  hint: string;
  label?: string; // where no label stands beside it
  onChange(text: string): void;
  onEnter?: () => void;
  inputRef?: Ref<InputRef>;
}

/** A time typed as people type times, and below it how it was understood. */
export function TimeField({ id, value, nowMs, hint, label, onChange, onEnter, inputRef }: TimeFieldProps) {
  const words = useWords(deskWords);
  const meant = typedTime(value, nowMs);
  const fault = timeFault(value, nowMs);
  const said = fault ? words[fault] : typeof meant === 'number' ? words.timeMeans(momentOf(meant)) : '';
  const keyed = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key !== 'Enter' || !onEnter) return;
    event.preventDefault();
    onEnter();
  };
  return (
    <div className="time-field">
      <Input
        id={id}
        ref={inputRef}
        value={value}
        placeholder={hint}
        autoComplete="off"
        status={fault ? 'error' : ''}
        {...(label === undefined ? {} : { 'aria-label': label })}
        aria-describedby={`${id}-meant`}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={keyed}
      />
      <small id={`${id}-meant`} className={fault ? 'fault' : ''} role={fault ? 'alert' : undefined}>
        {said}
      </small>
    </div>
  );
}

export function timeFault(text: string, nowMs: number): 'timeUnreadable' | 'timeFuture' | null {
  const meant = typedTime(text, nowMs);
  if (meant === 'unreadable') return 'timeUnreadable';
  return typeof meant === 'number' && meant > nowMs ? 'timeFuture' : null;
}
