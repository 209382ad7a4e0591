import { useId, useState, type ReactNode } from 'react';
import { overviewWords } from '../i18n/overview-words.js';
import { useWords } from '../i18n/language.js';
import './charts.css';

interface ChartFigureProps {
  title: string;
  hint?: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  children: ReactNode; // the picture; it says nothing that the table does not
}

/** A picture of figures with the table behind it: readers of the screen are given the table, others by a button. */
export function ChartFigure({ title, hint, columns, rows, children }: ChartFigureProps) {
  const words = useWords(overviewWords);
  const [open, setOpen] = useState(false);
  const table = useId();
  return (
    <figure className="chart" aria-label={title}>
      <figcaption>
        <h3>{title}</h3>
        {hint !== undefined && <small>{hint}</small>}
        <button type="button" aria-expanded={open} aria-controls={table} onClick={() => setOpen(!open)}>
          {open ? words.hideTable : words.showTable}
        </button>
      </figcaption>
      <div className="picture" aria-hidden="true">
        {children}
      </div>
      <div id={table} className={open ? 'figures' : 'figures unseen'}>
        <table>
          <caption className="unseen">{title}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join(' ')}>
                {row.map((cell, place) =>
                  place === 0 ? (
                    <th key={columns[place]} scope="row">
                      {cell}
                    </th>
                  ) : (
                    <td key={columns[place]}>{cell}</td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
