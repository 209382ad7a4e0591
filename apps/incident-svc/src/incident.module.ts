import { Module } from '@nestjs/common';
import { ClockWatch, WATCH_TERMS } from './clock-watch/clock-watch.service.js';
import { readProbeSettings, readWatchTerms } from './config.js';
import { IncidentCommandService } from './incidents/incident-command.service.js';
import { IncidentQueryService } from './incidents/incident-query.service.js';
import { IncidentController } from './incidents/incident.controller.js';
import { ProbeFacts } from './probes/probe-facts.js';
import { PROBE_SETTINGS, ProbeWatch } from './probes/probe-watch.service.js';
import { ProbeController } from './probes/probe.controller.js';
import { ProbeRepository } from './probes/probe.repository.js';
import { ProbeService } from './probes/probe.service.js';
import { ContractFiles } from './records/contract-files.js';
import { RecordingController } from './recording/recording.controller.js';
import { readTermsLibrary, TermsLibrary } from './terms/terms-library.js';

@Module({
  controllers: [IncidentController, ProbeController, RecordingController],
  providers: [
    { provide: TermsLibrary, useFactory: readTermsLibrary },
    { provide: WATCH_TERMS, useFactory: () => readWatchTerms(process.env) },
    ContractFiles,
    IncidentCommandService,
    IncidentQueryService,
    ClockWatch,
    { provide: PROBE_SETTINGS, useFactory: () => readProbeSettings(process.env) },
    ProbeRepository,
    ProbeFacts,
    ProbeWatch,
    ProbeService,
  ],
})
export class IncidentModule {}
