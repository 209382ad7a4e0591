import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { settleClocks } from '@weibao/engine';
import { sideOf, type DocumentPage, type Reply } from '@weibao/messages';
import { answer, type Call } from '@weibao/service-kit';
import { unknownContract } from '../terms/terms.refusals.js';
import { DutyService } from '../duties/duty.service.js';
import { documentRegister } from './document-register.js';

/** Room for a list in a message of 256 KB, beside the envelope. */
const LIST_BYTES = 200 * 1024;

/** The register of documents: what the contract wants in writing, and what was filed. */
@Controller()
export class DocumentController {
  constructor(private readonly duties: DutyService) {}

  @MessagePattern('inspection.documents.list')
  async list({ contract, actor, body }: Call<'inspection.documents.list'>): Promise<Reply<DocumentPage>> {
    const settled = await this.duties.now(contract, Date.now());
    if (!settled) return unknownContract(contract);
    const { terms, facts, heads, registered } = settled.record;
    const { clocks } = settleClocks({ terms, facts, asOfMs: settled.asOfMs });
    const isParty = sideOf(actor, registered.parties ?? []) !== null;
    const register = documentRegister({ contract, terms, duties: settled.duties, clocks, facts, isParty });
    const wanted = register.filter(
      ({ about, filings, status }) =>
        (body.about === undefined || about === body.about) && (status !== 'upcoming' || filings.length > 0),
    );
    return answer(pageOf(wanted, body.after), heads);
  }
}

/** As many from a place on as fit a message; one at least. */
function pageOf(register: DocumentPage['documents'], after: number): DocumentPage {
  let bytes = 0;
  let end = after;
  for (; end < register.length; end += 1) {
    bytes += Buffer.byteLength(JSON.stringify(register[end]));
    if (bytes > LIST_BYTES && end > after) break;
  }
  return { documents: register.slice(after, end), next: end < register.length ? end : null };
}
