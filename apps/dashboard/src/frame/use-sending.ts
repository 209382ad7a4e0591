import { useRef, useState } from 'react';

interface Sending {
  sending: boolean;
  refusal: unknown; // why the last attempt failed; null while there was none
  /** Does the work unless some is under way: a second click does nothing twice. Resolves to whether it was done. */
  attempt(work: () => Promise<unknown>): Promise<boolean>;
}

/** One command of a dialog at a time: while it is sent the dialog stays as it is, and what refused it is there to be shown. */
export function useSending(): Sending {
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const underWay = useRef(false); // two clicks may come before the next drawing

  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    if (underWay.current) return false;
    underWay.current = true;
    setSending(true);
    setRefusal(null);
    try {
      await work();
      return true;
    } catch (error) {
      setRefusal(error);
      return false;
    } finally {
      underWay.current = false;
      setSending(false);
    }
  }
  return { sending, refusal, attempt };
}
