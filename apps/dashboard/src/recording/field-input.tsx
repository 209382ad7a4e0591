import type { ContractView } from '@weibao/messages';
import { Checkbox, Input, Select, Switch } from 'antd';
import { useLanguage, useWords } from '../i18n/language.js';
import { recordingWords } from '../i18n/recording-words.js';
import { useClauses } from '../payments/terms.js';
import type { Draft, DraftFault } from './draft.js';
import type { RecordField } from './record-fields.js';

interface FieldInputProps {
  field: RecordField;
  contract: ContractView;
  value: Draft[string] | undefined;
  fault: DraftFault | undefined;
  onChange(value: Draft[string]): void;
}

/** One field with its label and, below it, what is wrong with it or how it is meant. */
export function FieldInput({ field, contract, value, fault, onChange }: FieldInputProps) {
  const words = useWords(recordingWords);
  const { name } = field;
  const id = `record-${name}`;
  const label = words.fields[name] ?? name;
  const said =
    fault === 'needed'
      ? words.needed(label)
      : fault === 'scores'
        ? words.scoresUnreadable
        : fault === 'yuan'
          ? words.yuanUnreadable
          : words.hints[name];
  return (
    <div
      className="record-field"
      data-field={name}
      data-needed={field.needed && (value ?? '') === '' ? 'empty' : undefined}
    >
      <label htmlFor={id}>{label}</label>
      <Entry id={id} field={field} contract={contract} value={value} fault={fault} onChange={onChange} />
      {said !== undefined && (
        <small id={`${id}-said`} className={fault ? 'fault' : ''} role={fault ? 'alert' : undefined}>
          {fault && '▲ '}
          {said}
        </small>
      )}
    </div>
  );
}

function Entry({ id, field, contract, value, fault, onChange }: FieldInputProps & { id: string }) {
  const words = useWords(recordingWords);
  const { language } = useLanguage();
  const clauses = useClauses();
  const text = typeof value === 'string' ? value : '';
  const status = fault ? 'error' : '';
  const told = { id, status, 'aria-describedby': `${id}-said` } as const;
  const select = (options: readonly { value: string; label: string }[]) => (
    <Select
      {...told}
      showSearch={{ optionFilterProp: 'label' }}
      value={text === '' ? undefined : text}
      placeholder={words.choose}
      allowClear={!field.needed}
      options={withKnown(options, text, words.options)}
      onChange={(chosen: string | undefined) => onChange(chosen ?? '')}
    />
  );
  switch (field.kind) {
    case 'choice':
      return select((field.options ?? []).map((option) => ({ value: option, label: words.options[option] ?? option })));
    case 'clause':
      return select(clauses.map(({ id, zh, en }) => ({ value: id, label: `${id} ${language === 'zh' ? zh : en}` })));
    case 'system':
      return select(contract.systems.map(({ name }) => ({ value: name, label: name })));
    case 'subsystem':
      return select(subsystemsOf(contract).map((name) => ({ value: name, label: name })));
    case 'verdict':
      return select(['passed', 'failed'].map((value) => ({ value, label: words.options[value] ?? value })));
    case 'flag':
      return (
        <Switch
          id={id}
          checked={value === true}
          checkedChildren={words.yes}
          unCheckedChildren={words.no}
          onChange={onChange}
        />
      );
    case 'places':
      return (
        <Checkbox.Group
          value={Array.isArray(value) ? [...(value as string[])] : []}
          options={(field.options ?? []).map((option) => ({
            value: option,
            label: field.labels?.[option] ?? words.options[option] ?? option,
          }))}
          onChange={(chosen) => onChange(chosen as string[])}
        />
      );
    case 'long-text':
      return (
        <Input.TextArea {...told} autoSize={{ minRows: 2 }} value={text} onChange={(e) => onChange(e.target.value)} />
      );
    default: {
      const type =
        field.kind === 'date'
          ? 'date'
          : field.kind === 'instant'
            ? 'datetime-local'
            : field.kind === 'year' || field.kind === 'count' || field.kind === 'quantity'
              ? 'number'
              : 'text';
      return (
        <Input
          {...told}
          type={type}
          step="any"
          value={text}
          autoComplete="off"
          onChange={(e) => onChange(e.target.value)}
        />
      );
    }
  }
}

const subsystemsOf = (contract: ContractView): string[] => [
  ...new Set(contract.systems.flatMap(({ name, subsystems }) => (subsystems.length > 0 ? subsystems : [name]))),
];

/** What a form was opened with may be chosen although nobody thought of it here. */
const withKnown = (
  options: readonly { value: string; label: string }[],
  known: string,
  labels: Record<string, string>,
) =>
  known === '' || options.some(({ value }) => value === known)
    ? [...options]
    : [...options, { value: known, label: labels[known] ?? known }];
