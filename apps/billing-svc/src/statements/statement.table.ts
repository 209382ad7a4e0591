import type { GeneratedAlways } from 'kysely';

export interface StatementTable {
  statement: {
    contract: string;
    year: number;
    number: number;
    before: GeneratedAlways<number | null>;
    payment: string | null;
    period: string | null;
    issued_at: Date;
    document: string;
    sha256: string;
    previous_sha256: string | null;
    command_id: string;
    command_hash: string;
  };
}
