import { Module } from '@nestjs/common';
import { DutyFormsController } from './duties/duty-forms.controller.js';
import { DutyController } from './duties/duty.controller.js';
import { DutyService } from './duties/duty.service.js';
import { DutyWatch } from './duties/duty-watch.js';
import { RecordingController } from './recording/recording.controller.js';
import { readTermsFiles, TermsFiles } from './terms/terms-files.js';

@Module({
  controllers: [DutyController, DutyFormsController, RecordingController],
  providers: [{ provide: TermsFiles, useFactory: readTermsFiles }, DutyService, DutyWatch],
})
export class InspectionModule {}
