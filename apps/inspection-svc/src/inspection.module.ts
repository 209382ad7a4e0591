import { Module } from '@nestjs/common';
import { DigestController } from './digest/digest.controller.js';
import { DigestService } from './digest/digest.service.js';
import { DigestWatch } from './digest/digest-watch.js';
import { DutyFormsController } from './duties/duty-forms.controller.js';
import { DocumentController } from './documents/document.controller.js';
import { DutyController } from './duties/duty.controller.js';
import { DutyService } from './duties/duty.service.js';
import { DutyWatch } from './duties/duty-watch.js';
import { HandoverController } from './handovers/handover.controller.js';
import { PaperController } from './papers/paper.controller.js';
import { InspectionController } from './inspections/inspection.controller.js';
import { RecordingController } from './recording/recording.controller.js';
import { SurveyController } from './surveys/survey.controller.js';
import { StaffController } from './staff/staff.controller.js';
import { readTermsFiles, TermsFiles } from './terms/terms-files.js';

@Module({
  controllers: [
    DigestController,
    DutyController,
    DutyFormsController,
    DocumentController,
    HandoverController,
    InspectionController,
    PaperController,
    RecordingController,
    SurveyController,
    StaffController,
  ],
  providers: [{ provide: TermsFiles, useFactory: readTermsFiles }, DutyService, DutyWatch, DigestService, DigestWatch],
})
export class InspectionModule {}
