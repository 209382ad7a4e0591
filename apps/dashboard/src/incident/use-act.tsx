import { App } from 'antd';
import { Refused } from '../frame/refused.js';
import { useSend } from '../outbox/outbox-provider.js';

interface Subject {
  contract: string;
  incident: string;
}

/** Sends one command about an incident and says what became of it. Returns whether it was done. */
export function useAct({ contract, incident }: Subject) {
  const { notification } = App.useApp();
  const send = useSend();
  return async (command: string, body: Record<string, unknown>, title: string): Promise<boolean> => {
    const label = `${incident} ${title}`;
    try {
      const path = `/incidents/${encodeURIComponent(incident)}/${command}`;
      await send({ contract, path, body: { at: undefined, ...body }, label });
      notification.success({ title: `✓ ${label}`, placement: 'bottomRight' });
      return true;
    } catch (error) {
      notification.error({ title: label, description: <Refused error={error} />, duration: 0 });
      return false;
    }
  };
}
