import type { AskedParameter, FigureChangeView, FigureView } from './draft-views.js';
import type { FindingView } from './contract-views.js';

/** What of a contract can be amended, as it stands with every amendment on record. */
export interface FiguresView {
  figures: FigureView[];
  asked: AskedParameter[];
  parameters: Record<string, unknown>;
}

/** A parameter beside what it was; null where it was blank, or is now. */
export interface ParameterChange {
  name: string;
  was: unknown;
  value: unknown;
}

/** What an amendment would change and what lint would find then that it does not find now; `changes` is what its fact records. */
export interface AmendmentTrial {
  changes: { terms?: unknown; parameters?: unknown };
  figures: FigureChangeView[];
  parameters: ParameterChange[];
  findings: FindingView[];
}

/** An amendment on record, with what it changed; null for roles that see no amounts. */
export interface VersionView {
  fact: string;
  effectiveOn: string;
  supplement: string | null;
  document: string | null;
  at: string;
  account: string | null;
  files: { sha256: string; name: string | null }[];
  figures: FigureChangeView[] | null;
  parameters: ParameterChange[] | null;
}
