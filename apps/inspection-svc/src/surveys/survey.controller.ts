import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import type { Reply, SurveyForm } from '@weibao/messages';
import { answer, ContractRecords, type Call } from '@weibao/service-kit';
import { TermsFiles } from '../terms/terms-files.js';
import { unknownContract } from '../terms/terms.refusals.js';
import { surveyFormsOf } from './survey-forms.view.js';

@Controller()
export class SurveyController {
  constructor(
    private readonly records: ContractRecords,
    private readonly terms: TermsFiles,
  ) {}

  @MessagePattern('inspection.surveys.get')
  async get({ contract }: Call<'inspection.surveys.get'>): Promise<Reply<{ forms: SurveyForm[] }>> {
    const { registered, heads } = await this.records.get(contract);
    const terms = this.terms.of({ contract, registered });
    return terms ? answer({ forms: surveyFormsOf(terms) }, heads) : unknownContract(contract);
  }
}
