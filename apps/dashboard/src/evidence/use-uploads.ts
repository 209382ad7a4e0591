import type { EvidenceFile } from '@weibao/exchange';
import { useEffect, useRef, useState } from 'react';
import { uploadEvidence } from './upload.js';

export interface UploadItem {
  id: number;
  file: File;
  sentBytes: number;
  evidence: EvidenceFile | null; // set when it has arrived
  error: unknown; // null while nothing is wrong
}

export interface Uploads {
  items: readonly UploadItem[];
  /** Some are still on their way: what names them cannot be sent yet. */
  busy: boolean;
  failed: boolean;
  add(files: Iterable<File>): void;
  retry(id: number): void;
  /** Cancels what is on its way, takes away what has arrived or failed. */
  remove(id: number): void;
  /** The fields of a fact that name what has arrived; none where nothing has. */
  named(): { evidence?: EvidenceFile[]; fileName?: string };
}

/** Files on their way to one contract. With another contract they are sent anew, for a file is of the contract that it was sent to. */
export function useUploads(contract: string): Uploads {
  const [items, setItems] = useState<UploadItem[]>([]);
  const running = useRef(new Map<number, AbortController>());
  const lastId = useRef(0);
  const known = useRef(items);
  known.current = items;
  const change = (id: number, to: Partial<UploadItem>) =>
    setItems((before) => before.map((item) => (item.id === id ? { ...item, ...to } : item)));

  function send({ id, file }: Pick<UploadItem, 'id' | 'file'>): void {
    running.current.get(id)?.abort();
    const controller = new AbortController();
    running.current.set(id, controller);
    change(id, { sentBytes: 0, evidence: null, error: null });
    uploadEvidence({ contract, file, signal: controller.signal, onProgress: (sentBytes) => change(id, { sentBytes }) })
      .then((evidence) => change(id, { evidence, sentBytes: file.size }))
      .catch((error: unknown) => {
        if (!controller.signal.aborted) change(id, { error });
      });
  }

  const sender = useRef(send);
  sender.current = send;
  useEffect(() => {
    for (const item of known.current) sender.current(item);
  }, [contract]);
  useEffect(() => {
    const { current } = running;
    return () => current.forEach((controller) => controller.abort());
  }, []);

  return {
    items,
    busy: items.some(({ evidence, error }) => evidence === null && error === null),
    failed: items.some(({ error }) => error !== null),
    add(files) {
      const added = [...files].map((file) => ({
        id: (lastId.current += 1),
        file,
        sentBytes: 0,
        evidence: null,
        error: null,
      }));
      setItems((before) => [...before, ...added]);
      for (const item of added) send(item);
    },
    retry(id) {
      const item = items.find((one) => one.id === id);
      if (item) send(item);
    },
    remove(id) {
      running.current.get(id)?.abort();
      setItems((before) => before.filter((item) => item.id !== id));
    },
    named() {
      const arrived = items.flatMap(({ evidence, file }) => (evidence === null ? [] : [{ evidence, name: file.name }]));
      // The same content chosen twice is one file.
      const once = arrived.filter(
        ({ evidence }, place) => arrived.findIndex((one) => one.evidence.sha256 === evidence.sha256) === place,
      );
      if (once.length === 0) return {};
      return { evidence: once.map(({ evidence }) => evidence), fileName: once.map(({ name }) => name).join('\n') };
    },
  };
}
