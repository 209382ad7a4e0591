import type { ContractView, IncidentDetail } from '@weibao/messages';
import { App, Button, Select } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { clockWords } from '../i18n/clock-words.js';
import { deskWords } from '../i18n/desk-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { useSend } from '../outbox/outbox-provider.js';

/** Sets or changes the level by this contract's definitions; the earlier one stays in what happened. */
export function GradeChoice({ incident, contract }: { incident: IncidentDetail; contract: ContractView }) {
  const words = useWords(deskWords);
  const clocks = useWords(clockWords);
  const { language } = useLanguage();
  const { notification } = App.useApp();
  const send = useSend();
  const [level, setLevel] = useState<string | null>(null);

  async function grade() {
    const path = `/incidents/${encodeURIComponent(incident.incident)}/grade`;
    try {
      const body = { level, at: undefined };
      await send({ contract: incident.contract, path, body, label: `${incident.incident} ${words.grade}` });
      notification.success({ title: words.gradeDone, placement: 'bottomRight' });
      setLevel(null);
    } catch (error) {
      notification.error({ title: words.grade, description: <Refused error={error} />, duration: 0 });
    }
  }

  return (
    <div className="grade">
      <Select<string>
        aria-label={words.level}
        placeholder={words.level}
        value={level}
        onChange={setLevel}
        popupMatchSelectWidth={false}
        options={contract.levels
          .filter((entry) => entry.level !== incident.level)
          .map((entry) => ({
            value: entry.level,
            label: `${clocks.levels[entry.level] ?? entry.level} ${language === 'zh' ? entry.nameZh : entry.nameEn}`,
            title: language === 'zh' ? entry.definitionZh : entry.definitionEn,
          }))}
      />
      <Button disabled={level === null} onClick={() => void grade()}>
        {words.grade}
      </Button>
    </div>
  );
}
