import type { ReactNode } from 'react';

interface FieldProps {
  id: string;
  label: string;
  hint?: string | undefined;
  fault: string | null;
  children: ReactNode;
}

/** A labelled field of a dialog with its hint, and what is wrong with it in words. */
export function Field({ id, label, hint, fault, children }: FieldProps) {
  return (
    <div className="dialog-field">
      <label htmlFor={id}>{label}</label>
      {children}
      {fault !== null ? (
        <small role="alert" className="fault">
          ✕ {fault}
        </small>
      ) : (
        hint !== undefined && <small>{hint}</small>
      )}
    </div>
  );
}
