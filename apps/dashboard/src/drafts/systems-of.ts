import type { FigureView } from '@weibao/messages';

/** The names of the systems that a contract is about. */
export const systemsOf = ({ figures }: { figures: readonly FigureView[] }): string[] =>
  ((figures.find(({ kind }) => kind === 'systems')?.value ?? []) as { name: string }[]).map(({ name }) => name);
