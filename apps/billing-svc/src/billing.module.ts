import { Module } from '@nestjs/common';
import { ContractTermsController } from './contracts/contract-terms.controller.js';
import { ContractController } from './contracts/contract.controller.js';
import { ContractService } from './contracts/contract.service.js';
import { OutcomeMarkRepository } from './outcomes/outcome-mark.repository.js';
import { OutcomeWatch } from './outcomes/outcome-watch.js';
import { OutcomeController } from './outcomes/outcome.controller.js';
import { OutcomeService } from './outcomes/outcome.service.js';
import { RecordListController } from './recording/record-list.controller.js';
import { RecordingController } from './recording/recording.controller.js';
import { readTermsFiles, TermsFiles } from './terms/terms-files.js';

@Module({
  controllers: [
    ContractController,
    ContractTermsController,
    OutcomeController,
    RecordingController,
    RecordListController,
  ],
  providers: [
    { provide: TermsFiles, useFactory: readTermsFiles },
    ContractService,
    OutcomeService,
    OutcomeMarkRepository,
    OutcomeWatch,
  ],
})
export class BillingModule {}
