export interface DraftTable {
  draft: {
    id: string;
    organisation: string;
    based_on: string;
    base: string;
    content: string;
    version: number;
    registered_as: string | null;
    started_by: string;
    changed_by: string;
    changed_at: Date;
    last_command: string;
  };
  draft_acceptance: {
    draft: string;
    finding: string;
    account: string;
    accepted_at: Date;
    reason: string;
  };
}
