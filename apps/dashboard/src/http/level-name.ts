import { useQuery } from '@tanstack/react-query';
import type { IncidentView } from '@weibao/messages';
import { useLanguage } from '../i18n/language.js';
import { contractsQuery } from './queries.js';

type Graded = Pick<IncidentView, 'contract' | 'level' | 'levelName'>;

/** How the contract calls a level, in the chosen language; as the record has it, in Chinese, where the contract is in nobody's list any more. */
export function useLevelName(): (graded: Graded) => string | null {
  const { language } = useLanguage();
  const { data } = useQuery(contractsQuery);
  return ({ contract, level, levelName }) => {
    if (language === 'zh') return levelName;
    const levels = data?.contracts.find((one) => one.contract === contract)?.levels;
    return levels?.find((one) => one.level === level)?.nameEn ?? levelName;
  };
}
