import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { Broker, Database, LOGGER, RequestClient, type Logger } from '@weibao/service-kit';
import { join } from 'node:path';
import { AccountController } from './accounts/account.controller.js';
import { AccountRepository } from './accounts/account.repository.js';
import { FirstAccounts } from './accounts/first-accounts.service.js';
import { OrganisationRepository } from './accounts/organisation.repository.js';
import { AuditController } from './audit/audit.controller.js';
import { Audit } from './audit/audit.service.js';
import { ChainSurvey } from './audit/chain-survey.service.js';
import { OutcomeQueries } from './billing/outcome-queries.js';
import { MoneyAheadController } from './billing/money-ahead.controller.js';
import { OutcomeController } from './billing/outcome.controller.js';
import { CLOCK, CONFIG, type Clock, type GatewayConfig } from './config.js';
import { CalendarController } from './calendars/calendar.controller.js';
import { ContractController } from './contracts/contract.controller.js';
import { MergedQueries } from './contracts/merged-queries.js';
import { VendorNames } from './contracts/vendor-names.js';
import { OwnContracts } from './contracts/own-contracts.js';
import { CallRepository } from './directory/call.repository.js';
import { Calls } from './directory/calls.service.js';
import { ContactRepository } from './directory/contact.repository.js';
import { DirectoryController } from './directory/directory.controller.js';
import { HotlineRepository } from './directory/hotline.repository.js';
import { DraftController } from './drafts/draft.controller.js';
import { Parties } from './drafts/parties.service.js';
import { DeviceController } from './devices/device.controller.js';
import { DeviceRepository } from './devices/device.repository.js';
import { DashboardController } from './dashboard/dashboard.controller.js';
import type { AccessTables } from './database/access.tables.js';
import { AuditRepository } from './database/audit.repository.js';
import { Callers } from './door/caller.service.js';
import { DoorGuard } from './door/door.guard.js';
import { ErrorsFilter } from './door/errors.filter.js';
import { RequestRates } from './door/request-rates.js';
import { ServiceRequests } from './door/service-requests.js';
import { DiskEvidenceStore } from './evidence/disk-evidence-store.js';
import { EVIDENCE_STORE } from './evidence/evidence-store.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import { EvidenceRepository } from './evidence/evidence.repository.js';
import { EvidenceService } from './evidence/evidence.service.js';
import { AnchorsController } from './export/anchors.controller.js';
import { RecordExportController } from './export/record-export.controller.js';
import { RecordExport } from './export/record-export.service.js';
import { HandoverController } from './handovers/handover.controller.js';
import { HandoverItemsReader } from './handovers/handover-items.js';
import { HandoverRecord } from './handovers/handover-record.js';
import { HandoverRepository } from './handovers/handover.repository.js';
import { HealthController } from './health/health.controller.js';
import { ImportController } from './import/import.controller.js';
import { ImportService } from './import/import.service.js';
import { StoredFacts } from './import/stored-facts.js';
import { IncidentCommandController } from './incidents/incident-command.controller.js';
import { IncidentPages } from './incidents/incident-pages.js';
import { IncidentQueryController } from './incidents/incident-query.controller.js';
import { BackupController } from './inspections/backup.controller.js';
import { DocumentController } from './inspections/document.controller.js';
import { PaperController } from './inspections/paper.controller.js';
import { DutyController } from './inspections/duty.controller.js';
import { InspectionController } from './inspections/inspection.controller.js';
import { DigestController } from './inspections/digest.controller.js';
import { StaffController } from './inspections/staff.controller.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { ProbeController } from './probes/probe.controller.js';
import { RecordController } from './records/record.controller.js';
import { Sealing } from './second-factor/sealing.js';
import { SecondFactorController } from './second-factor/second-factor.controller.js';
import { SecondFactorRepository } from './second-factor/second-factor.repository.js';
import { SecondFactor } from './second-factor/second-factor.service.js';
import { SignInPolicyController } from './sign-in-policy/sign-in-policy.controller.js';
import { SignInPolicyRepository } from './sign-in-policy/sign-in-policy.repository.js';
import { AttemptRepository } from './sessions/attempt.repository.js';
import { OwnAccountController } from './sessions/own-account.controller.js';
import { SessionController } from './sessions/session.controller.js';
import { SessionRepository } from './sessions/session.repository.js';
import { SessionService } from './sessions/session.service.js';
import { ReporterPlace } from './stream/reporter-place.js';
import { StatementReader } from './statements/statement-reader.js';
import { StatementController } from './statements/statement.controller.js';
import { StreamFollower } from './stream/stream-follower.js';
import { StreamHub } from './stream/stream-hub.js';
import { StreamController } from './stream/stream.controller.js';
import { SurveyController } from './surveys/survey.controller.js';
import { SurveyLinkController } from './surveys/survey-link.controller.js';
import { SurveyRepository } from './surveys/survey.repository.js';
import { TokenController } from './tokens/token.controller.js';
import { TokenRepository } from './tokens/token.repository.js';

/** What the gateway is given when it starts. */
export interface Surroundings {
  config: GatewayConfig;
  clock: Clock;
  log: Logger;
  database: Database<AccessTables>;
  broker: Broker;
  client: RequestClient;
}

@Module({})
export class AppModule {
  static in(surroundings: Surroundings): DynamicModule {
    return {
      module: AppModule,
      controllers: [
        SessionController,
        DeviceController,
        DirectoryController,
        OwnAccountController,
        SecondFactorController,
        SignInPolicyController,
        AccountController,
        AuditController,
        TokenController,
        ContractController,
        CalendarController,
        DraftController,
        IncidentCommandController,
        IncidentQueryController,
        HandoverController,
        DutyController,
        BackupController,
        DocumentController,
        PaperController,
        InspectionController,
        ProbeController,
        SurveyController,
        SurveyLinkController,
        StaffController,
        MoneyAheadController,
        DigestController,
        OutcomeController,
        RecordController,
        EvidenceController,
        ImportController,
        AnchorsController,
        RecordExportController,
        StatementController,
        StreamController,
        OpenApiController,
        HealthController,
        DashboardController, // last: it takes every address that nobody else has
      ],
      providers: [
        { provide: CONFIG, useValue: surroundings.config },
        { provide: CLOCK, useValue: surroundings.clock },
        { provide: LOGGER, useValue: surroundings.log },
        { provide: Database, useValue: surroundings.database },
        { provide: Broker, useValue: surroundings.broker },
        { provide: RequestClient, useValue: surroundings.client },
        { provide: APP_GUARD, useClass: DoorGuard },
        { provide: APP_FILTER, useClass: ErrorsFilter },
        AccountRepository,
        OrganisationRepository,
        FirstAccounts,
        AuditRepository,
        Audit,
        ChainSurvey,
        AttemptRepository,
        SessionRepository,
        DeviceRepository,
        HotlineRepository,
        ContactRepository,
        CallRepository,
        SurveyRepository,
        Calls,
        SessionService,
        Sealing,
        SecondFactor,
        SecondFactorRepository,
        SignInPolicyRepository,
        TokenRepository,
        Callers,
        RequestRates,
        ServiceRequests,
        OwnContracts,
        Parties,
        VendorNames,
        MergedQueries,
        IncidentPages,
        HandoverRepository,
        HandoverItemsReader,
        HandoverRecord,
        OutcomeQueries,
        ImportService,
        StoredFacts,
        RecordExport,
        {
          provide: EVIDENCE_STORE,
          useFactory: () => new DiskEvidenceStore(join(surroundings.config.DATA_DIR, 'evidence')),
        },
        EvidenceRepository,
        EvidenceService,
        StatementReader,
        StreamHub,
        StreamFollower,
        ReporterPlace,
      ],
    };
  }
}
