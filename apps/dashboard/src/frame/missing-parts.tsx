import { useContractName } from '../http/contract-name.js';
import { frameWords } from '../i18n/frame-words.js';
import { useWords } from '../i18n/language.js';

interface MissingPartsProps {
  missing: readonly { contract: string; message: string }[] | undefined;
}

/** The contracts of which something could not be read: said each time, since not known is not nothing. */
export function MissingParts({ missing = [] }: MissingPartsProps) {
  const words = useWords(frameWords);
  const contractName = useContractName();
  return missing.map(({ contract, message }) => (
    <p role="status" className="missing-part" key={`${contract} ${message}`}>
      ▲ {words.partMissing(contractName(contract), message)}
    </p>
  ));
}
