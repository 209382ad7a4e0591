import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import type { DutyForms, Reply } from '@weibao/messages';
import { answer, ContractRecords, type Call } from '@weibao/service-kit';
import { TermsFiles } from '../terms/terms-files.js';
import { unknownContract } from '../terms/terms.refusals.js';
import { dutyFormsOf } from './duty-forms.view.js';

@Controller()
export class DutyFormsController {
  constructor(
    private readonly records: ContractRecords,
    private readonly terms: TermsFiles,
  ) {}

  @MessagePattern('inspection.forms.get')
  async get({ contract }: Call<'inspection.forms.get'>): Promise<Reply<{ forms: DutyForms }>> {
    const { registered, heads } = await this.records.get(contract);
    const terms = this.terms.of({ contract, registered });
    return terms ? answer({ forms: dutyFormsOf(terms) }, heads) : unknownContract(contract);
  }
}
