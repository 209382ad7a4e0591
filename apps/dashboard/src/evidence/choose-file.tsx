import { Button } from 'antd';
import { useRef } from 'react';
import './evidence.css';

interface ChooseFileProps {
  label: string;
  accept: string;
  onChoose(file: File): void;
}

/** Chooses one file by a button of our own: the browser's speaks the browser's language. */
export function ChooseFile({ label, accept, onChoose }: ChooseFileProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>{label}</Button>
      <input
        ref={input}
        className="hidden-input"
        type="file"
        aria-label={label}
        tabIndex={-1}
        accept={accept}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          currentTarget.value = ''; // so that the same file can be chosen again
          if (file) onChoose(file);
        }}
      />
    </>
  );
}
