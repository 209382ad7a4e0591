import { Module } from '@nestjs/common';
import { HOUSE_RULES, readHouseRules } from './config.js';
import { CalendarController } from './calendars/calendar.controller.js';
import { ContractTermsController } from './contracts/contract-terms.controller.js';
import { ContractController } from './contracts/contract.controller.js';
import { ContractService } from './contracts/contract.service.js';
import { DraftController } from './drafts/draft.controller.js';
import { DraftRepository } from './drafts/draft.repository.js';
import { DraftService } from './drafts/draft.service.js';
import { OutcomeMarkRepository } from './outcomes/outcome-mark.repository.js';
import { OutcomeWatch } from './outcomes/outcome-watch.js';
import { OutcomeController } from './outcomes/outcome.controller.js';
import { MoneyAheadController } from './outcomes/money-ahead.controller.js';
import { NextMisses } from './outcomes/next-misses.service.js';
import { OutcomeService } from './outcomes/outcome.service.js';
import { RecordListController } from './recording/record-list.controller.js';
import { RecordingController } from './recording/recording.controller.js';
import { StatementController } from './statements/statement.controller.js';
import { StatementRepository } from './statements/statement.repository.js';
import { StatementService } from './statements/statement.service.js';
import { StatementVerificationService } from './statements/statement-verification.service.js';
import { readTermsFiles, TermsFiles } from './terms/terms-files.js';

@Module({
  controllers: [
    ContractController,
    ContractTermsController,
    CalendarController,
    DraftController,
    OutcomeController,
    MoneyAheadController,
    RecordingController,
    RecordListController,
    StatementController,
  ],
  providers: [
    { provide: TermsFiles, useFactory: readTermsFiles },
    { provide: HOUSE_RULES, useFactory: () => readHouseRules(process.env) },
    ContractService,
    DraftRepository,
    DraftService,
    OutcomeService,
    NextMisses,
    OutcomeMarkRepository,
    OutcomeWatch,
    StatementRepository,
    StatementService,
    StatementVerificationService,
  ],
})
export class BillingModule {}
