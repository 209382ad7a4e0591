import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../i18n/language.js';
import { contractsQuery } from './queries.js';

/** What people call a contract; its id until the list is there, or where it is in nobody's list any more. */
export function useContractName(): (contract: string) => string {
  const { language } = useLanguage();
  const { data } = useQuery(contractsQuery);
  return (id) => {
    const found = data?.contracts.find(({ contract }) => contract === id);
    return (language === 'zh' ? found?.nameZh : found?.nameEn) ?? id;
  };
}
