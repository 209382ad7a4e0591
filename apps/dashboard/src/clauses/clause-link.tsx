import type { ReactNode } from 'react';
import { Link } from 'react-router';
import './clauses.css';

interface ClauseLinkProps {
  contract: string;
  clause: string;
  children?: ReactNode; // instead of the id
}

/** A clause by its id, which opens where the contract says it, with what it does now. */
export function ClauseLink({ contract, clause, children }: ClauseLinkProps) {
  return (
    <Link
      to={`/contracts/${encodeURIComponent(contract)}#${encodeURIComponent(clause)}`}
      className="clause-link"
      data-clause-link={clause}
    >
      {children ?? <code className="clause-id">{clause}</code>}
    </Link>
  );
}
