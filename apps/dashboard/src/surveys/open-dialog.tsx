import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SurveyForm } from '@weibao/messages';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { surveyWords } from '../i18n/survey-words.js';
import { useLive } from '../live/live-provider.js';
import { Field } from '../payments/field.js';
import { dateOf, dayAfter } from '../time/moments.js';
import { linesOf, surveysQuery, type ContractSurveys, type IssuedLinks } from './surveys-query.js';

interface OpenDialogProps {
  surveys: ContractSurveys;
  form: SurveyForm;
  onClose(): void;
  onIssued(issued: IssuedLinks): void;
}
const USUAL_DAYS = 14;

/** Sends a form out: the items as they stand on it, the departments, until when. What was said the last time stands there again. */
export function OpenDialog({ surveys, form, onClose, onIssued }: OpenDialogProps) {
  const words = useWords(surveyWords);
  const { language } = useLanguage();
  const { clock } = useLive();
  const client = useQueryClient();
  const last = surveys.rounds.find((round) => round.form === form.form);
  const known = [...new Set(surveys.rounds.flatMap(({ departments }) => departments.map((one) => one.department)))];
  const [event, setEvent] = useState('');
  const [items, setItems] = useState(last?.items.join('\n') ?? '');
  const [departments, setDepartments] = useState('');
  const [closesOn, setClosesOn] = useState(() => dayAfter(dateOf(clock.nowMs()), USUAL_DAYS));
  const [tried, setTried] = useState(false);
  const asksScores = form.asks === 'scores';
  const counts = form.itemCounts?.join(' / ') ?? '1–20';
  const [givenItems, givenDepartments] = [linesOf(items), linesOf(departments)];
  const wrongItems =
    asksScores && (form.itemCounts ? !form.itemCounts.includes(givenItems.length) : givenItems.length === 0);
  const faults = {
    event: !asksScores && event.trim() === '',
    items: wrongItems,
    departments: givenDepartments.length === 0,
    closesOn: closesOn === '',
  };
  const open = useMutation({
    mutationFn: () =>
      ask<IssuedLinks>(`/api/contracts/${encodeURIComponent(surveys.contract)}/surveys`, {
        method: 'POST',
        body: {
          form: form.form,
          ...(asksScores ? { items: givenItems } : { event: event.trim() }),
          departments: givenDepartments,
          closesAt: `${dayAfter(closesOn, 1)}T00:00:00+08:00`,
        },
      }),
    onSuccess: (issued) => {
      onIssued(issued);
      onClose();
      return client.invalidateQueries(surveysQuery);
    },
  });
  function submit() {
    setTried(true);
    if (!Object.values(faults).includes(true) && !open.isPending) open.mutate();
  }
  const remaining = known.filter((name) => !givenDepartments.includes(name));
  const title = `${language === 'zh' ? form.titleZh : form.titleEn} · ${words.forms[form.form] ?? form.form}`;
  return (
    <Modal
      open
      title={words.openTitle(title)}
      okText={words.open}
      cancelText={words.cancel}
      confirmLoading={open.isPending}
      onOk={submit}
      onCancel={onClose}
    >
      {open.error && <Refused error={open.error} />}
      {asksScores ? (
        <Field
          id="survey-items"
          label={words.items}
          hint={words.itemsHint(counts)}
          fault={tried && faults.items ? words.missingItems(counts) : null}
        >
          <Input.TextArea
            id="survey-items"
            autoSize={{ minRows: 4 }}
            value={items}
            onChange={({ target }) => setItems(target.value)}
          />
        </Field>
      ) : (
        <Field
          id="survey-event"
          label={words.event}
          hint={words.eventHint}
          fault={tried && faults.event ? words.missingEvent : null}
        >
          <Input id="survey-event" maxLength={60} value={event} onChange={({ target }) => setEvent(target.value)} />
        </Field>
      )}
      <Field
        id="survey-departments"
        label={words.departments}
        hint={
          form.leastDepartments === null
            ? words.departmentsHint
            : `${words.departmentsHint} · ${words.least(String(form.leastDepartments))}`
        }
        fault={tried && faults.departments ? words.missingDepartments : null}
      >
        <Input.TextArea
          id="survey-departments"
          autoSize={{ minRows: 4, maxRows: 12 }}
          value={departments}
          onChange={({ target }) => setDepartments(target.value)}
        />
      </Field>
      {remaining.length > 0 && (
        <p className="picks">
          {words.earlier}{' '}
          {remaining.map((name) => (
            <Button
              key={name}
              size="small"
              data-pick={name}
              onClick={() => setDepartments([...givenDepartments, name].join('\n'))}
            >
              + {name}
            </Button>
          ))}
        </p>
      )}
      <Field
        id="survey-closes"
        label={words.closesOn}
        hint={words.closesHint}
        fault={tried && faults.closesOn ? words.missingDay : null}
      >
        <Input id="survey-closes" type="date" value={closesOn} onChange={({ target }) => setClosesOn(target.value)} />
      </Field>
    </Modal>
  );
}
