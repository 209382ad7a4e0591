/** What a link opens. */
export interface LinkForm {
  state: 'waiting' | 'answered';
  organisationZh: string;
  organisationEn: string;
  contractZh: string;
  contractEn: string;
  titleZh: string;
  titleEn: string;
  department: string;
  event: string | null;
  items: string[];
  itemMax: number | null;
  closesAt: string;
  answeredAt: string | null;
}

/** Where a form is marked out of a hundred, what most people would type. */
const usual = [100, 95, 90, 85, 80, 70, 60];
export const usualScores = (max: number): number[] => usual.filter((score) => max === 100 && score <= max);

/** A score as it was typed; null where it is none that the form takes. */
export function scoreOf(typed: string, max: number): number | null {
  const text = typed.trim().replace('。', '.');
  if (!/^\d+(\.\d+)?$/.test(text)) return null;
  const score = Number(text);
  return score <= max ? score : null;
}
