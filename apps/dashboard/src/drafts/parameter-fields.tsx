import type { AskedParameter } from '@weibao/messages';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { draftWords } from '../i18n/draft-words.js';
import { useWords } from '../i18n/language.js';
import { Field } from '../payments/field.js';
import { meantWindows, windowsText } from '../figures/figure-typing.js';

interface ParameterFieldsProps {
  asked: readonly AskedParameter[];
  values: Record<string, unknown>;
  systems: readonly string[]; // of which some are the core
  placeOf(clause: string): string;
  readOnly: boolean;
  faultAt(place: string): string | null;
  onChange(name: string, value: unknown): void; // undefined: blank
}

/** What a contract leaves blank, each with the clause that leaves it. */
export function ParameterFields(props: ParameterFieldsProps) {
  const { asked, values, systems, placeOf, readOnly, faultAt, onChange } = props;
  const words = useWords(draftWords);
  return asked.map(({ name, clause }) => (
    <Field
      key={name}
      id={`draft-${name}`}
      label={words.parameters[name] ?? name}
      hint={`${placeOf(clause)} · ${clause}`}
      fault={faultAt(`parameters.${name}`)}
    >
      <ParameterInput
        name={name}
        value={values[name] ?? undefined}
        systems={systems}
        readOnly={readOnly}
        onChange={(value) => onChange(name, value)}
      />
    </Field>
  ));
}

const isDateName = (name: string) => name.endsWith('On');

interface ParameterInputProps {
  name: string;
  value: unknown;
  systems: readonly string[];
  readOnly: boolean;
  onChange(value: unknown): void;
}

function ParameterInput({ name, value: given, systems, readOnly, onChange }: ParameterInputProps) {
  const words = useWords(draftWords);
  const [windows, setWindows] = useState(() => windowsText(given));
  const id = `draft-${name}`;
  const set = (value: unknown) => onChange(value === '' ? undefined : value);
  if (name === 'settlement')
    return (
      <Select
        id={id}
        allowClear
        disabled={readOnly}
        value={given as string | undefined}
        onChange={(value?: string) => set(value)}
        options={(['quarter', 'half-year'] as const).map((value) => ({ value, label: words.every[value] }))}
      />
    );
  if (name === 'coreSystems') {
    return (
      <Select
        id={id}
        mode="multiple"
        disabled={readOnly}
        value={(given ?? []) as string[]}
        onChange={(value: string[]) => set(value.length === 0 ? undefined : value)}
        options={systems.map((system) => ({ value: system, label: system }))}
      />
    );
  }
  if (name === 'workingHours')
    return (
      <Input
        id={id}
        value={windows}
        disabled={readOnly}
        placeholder="09:00-12:00 14:00-18:00"
        status={windows === '' || meantWindows(windows).ok ? '' : 'error'}
        onChange={({ target }) => {
          setWindows(target.value);
          const meant = meantWindows(target.value);
          if (meant.ok || target.value.trim() === '') set(meant.ok ? meant.value : undefined);
        }}
      />
    );
  return (
    <Input
      id={id}
      type={isDateName(name) ? 'date' : 'text'}
      disabled={readOnly}
      value={(given as string | undefined) ?? ''}
      placeholder={name === 'share' ? '50%' : ''}
      {...(name === 'total' || name === 'annualFee' ? { prefix: '¥' } : {})}
      onChange={({ target }) => set(target.value.trim().replaceAll(/[,，]/g, ''))}
    />
  );
}
