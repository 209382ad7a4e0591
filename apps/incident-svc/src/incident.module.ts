import { Module } from '@nestjs/common';
import { ClockWatch, WATCH_TERMS } from './clock-watch/clock-watch.service.js';
import { readWatchTerms } from './config.js';
import { IncidentCommandService } from './incidents/incident-command.service.js';
import { IncidentQueryService } from './incidents/incident-query.service.js';
import { IncidentController } from './incidents/incident.controller.js';
import { ContractFiles } from './records/contract-files.js';
import { RecordingController } from './recording/recording.controller.js';
import { readTermsLibrary, TermsLibrary } from './terms/terms-library.js';

@Module({
  controllers: [IncidentController, RecordingController],
  providers: [
    { provide: TermsLibrary, useFactory: readTermsLibrary },
    { provide: WATCH_TERMS, useFactory: () => readWatchTerms(process.env) },
    ContractFiles,
    IncidentCommandService,
    IncidentQueryService,
    ClockWatch,
  ],
})
export class IncidentModule {}
