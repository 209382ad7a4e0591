import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ProbeView } from '@weibao/messages';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { useWords } from '../i18n/language.js';
import { probeWords } from '../i18n/probe-words.js';
import { Field } from '../payments/field.js';
import '../payments/payments.css';
import { pathOfProbe, probesQuery } from './probes-query.js';

interface ProbeDialogProps {
  contract: string;
  system: string;
  probe: ProbeView | undefined;
  onClose(): void;
}
const limits = { interval: [1, 3600], timeout: [1, 30], retries: [0, 10], expect: [100, 599] } as const;
type NumberField = keyof typeof limits;
const numberFields: readonly NumberField[] = ['interval', 'timeout', 'retries', 'expect'];

/** What is asked of a system, how often, and how many failures are an outage. */
export function ProbeDialog({ contract, system, probe, onClose }: ProbeDialogProps) {
  const words = useWords(probeWords);
  const client = useQueryClient();
  const [target, setTarget] = useState(probe?.target ?? '');
  const [typed, setTyped] = useState<Record<NumberField, string>>({
    interval: String(probe?.intervalSeconds ?? 60),
    timeout: String(probe?.timeoutSeconds ?? 10),
    retries: String(probe?.retries ?? 2),
    expect: String(probe?.expectStatus ?? ''),
  });
  const [tried, setTried] = useState(false);
  const isWrong = (field: NumberField): boolean => {
    const [from, to] = limits[field];
    if (field === 'expect' && typed.expect.trim() === '') return false;
    return !/^\d{1,4}$/.test(typed[field].trim()) || Number(typed[field]) < from || Number(typed[field]) > to;
  };
  const save = useMutation({
    mutationFn: () =>
      ask(pathOfProbe(contract, probe?.system ?? system), {
        method: 'PUT',
        body: {
          target: target.trim(),
          intervalSeconds: Number(typed.interval),
          timeoutSeconds: Number(typed.timeout),
          retries: Number(typed.retries),
          ...(typed.expect.trim() === '' ? {} : { expectStatus: Number(typed.expect) }),
        },
      }),
    onSuccess: () => {
      onClose();
      return client.invalidateQueries(probesQuery);
    },
  });
  function submit() {
    setTried(true);
    if (target.trim() !== '' && !numberFields.some(isWrong) && !save.isPending) save.mutate();
  }
  return (
    <Modal
      open
      title={words.dialog(system)}
      okText={words.save}
      cancelText={words.cancel}
      confirmLoading={save.isPending}
      onOk={submit}
      onCancel={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {save.error && <Refused error={save.error} />}
        <Field
          id="probe-target"
          label={words.target}
          hint={words.targetHint}
          fault={tried && target.trim() === '' ? words.targetNeeded : null}
        >
          <Input
            id="probe-target"
            autoFocus
            autoComplete="off"
            maxLength={300}
            value={target}
            onChange={(event) => setTarget(event.target.value)}
          />
        </Field>
        {numberFields.map((field) => (
          <Field
            key={field}
            id={`probe-${field}`}
            label={words[field]}
            hint={field === 'expect' ? words.expectHint : undefined}
            fault={tried && isWrong(field) ? words.number(String(limits[field][0]), String(limits[field][1])) : null}
          >
            <Input
              id={`probe-${field}`}
              inputMode="numeric"
              autoComplete="off"
              value={typed[field]}
              onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
            />
          </Field>
        ))}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Modal>
  );
}
