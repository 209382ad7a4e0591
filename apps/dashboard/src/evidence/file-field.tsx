import { Button } from 'antd';
import { useRef, type ReactNode } from 'react';
import { ApiError } from '../http/http.js';
import { documentWords } from '../i18n/document-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import './evidence.css';
import { sizeText } from './size-text.js';
import { takenEndings } from './upload.js';
import type { UploadItem, Uploads } from './use-uploads.js';

/** Chooses files, or takes a picture with the phone, and shows how far each has come; what failed says why and can be sent again. */
export function FileField({ uploads, fault }: { uploads: Uploads; fault?: ReactNode }) {
  const words = useWords(documentWords);
  const chooser = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement) => {
    uploads.add(input.files ?? []);
    input.value = ''; // so that the same file can be chosen again after it was taken away
  };
  return (
    <div
      className="record-field file-field"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        uploads.add(event.dataTransfer.files);
      }}
    >
      <label htmlFor="record-files">{words.files}</label>
      <div className="choose">
        <Button onClick={() => chooser.current?.click()}>{words.chooseFiles}</Button>
        <Button className="camera" onClick={() => camera.current?.click()}>
          {words.takePicture}
        </Button>
      </div>
      <input
        ref={chooser}
        id="record-files"
        className="hidden-input"
        type="file"
        multiple
        tabIndex={-1}
        accept={takenEndings}
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={camera}
        className="hidden-input"
        type="file"
        aria-label={words.takePicture}
        tabIndex={-1}
        accept="image/*"
        capture="environment"
        onChange={(event) => take(event.currentTarget)}
      />
      {uploads.items.length > 0 && (
        <ul>
          {uploads.items.map((item) => (
            <Item key={item.id} item={item} uploads={uploads} />
          ))}
        </ul>
      )}
      <small className={fault === undefined ? '' : 'fault'} role={fault === undefined ? undefined : 'alert'}>
        {fault ?? words.filesHint}
      </small>
    </div>
  );
}

function Item({ item, uploads }: { item: UploadItem; uploads: Uploads }) {
  const words = useWords(documentWords);
  const { language } = useLanguage();
  const { file, sentBytes, evidence, error } = item;
  const percent = file.size === 0 ? 0 : Math.floor((100 * sentBytes) / file.size);
  const state = evidence ? 'done' : error !== null ? 'failed' : 'sending';
  return (
    <li data-upload={state}>
      <span className="name">{file.name}</span>
      <small>
        {state === 'done' && `✓ ${words.arrived(sizeText(file.size))}`}
        {state === 'sending' && `● ${words.sending(String(percent), sizeText(file.size))}`}
        {state === 'failed' && (
          <b role="alert" className="fault">
            ✕ {(error instanceof ApiError && error.inWords(language)) || words.uploadBroke}
          </b>
        )}
      </small>
      {state === 'sending' && <progress max={100} value={percent} aria-label={file.name} />}
      <span className="actions">
        {state === 'failed' && (
          <Button size="small" onClick={() => uploads.retry(item.id)}>
            {words.retryUpload}
          </Button>
        )}
        <Button size="small" aria-label={`${words.remove} ${file.name}`} onClick={() => uploads.remove(item.id)}>
          {state === 'sending' ? words.cancelUpload : words.remove}
        </Button>
      </span>
    </li>
  );
}
