import { Catch, type DynamicModule, type ExceptionFilter, type Type } from '@nestjs/common';
import { throwError, type Observable } from 'rxjs';
import { ContractRecords } from '../facts/contract-records.js';
import { FactCopies } from '../facts/fact-copies.js';
import { FactCorrections } from '../facts/fact-corrections.js';
import { FactReader } from '../facts/fact-reader.js';
import { FactRecording } from '../facts/fact-recording.js';
import { FactStore } from '../facts/fact-store.js';
import { HeadsReader } from '../facts/record-at-heads.js';
import { Broker } from '../messaging/broker.js';
import { RequestClient } from '../messaging/request-client.js';
import { Leases } from '../signals/leases.js';
import { Signals } from '../signals/signals.js';
import { Database } from './database.js';
import type { Kit } from './kit.js';
import { LOGGER } from './logger.js';

class KitModule {}
class ServiceModule {}

/** Nest's own filter would hide what was thrown; the request server logs it with its request id and answers INTERNAL. */
@Catch()
export class FaultFilter implements ExceptionFilter {
  catch(exception: unknown): Observable<never> {
    return throwError(() => exception);
  }
}

/** The service's module, with the kit's parts to inject by their class. */
export function serviceModule(kit: Kit, module: Type | DynamicModule): DynamicModule {
  const providers = [
    { provide: Database, useValue: kit.database },
    { provide: Broker, useValue: kit.broker },
    { provide: RequestClient, useValue: kit.client },
    { provide: FactStore, useValue: kit.store },
    { provide: FactReader, useValue: kit.reader },
    { provide: ContractRecords, useValue: kit.records },
    { provide: HeadsReader, useValue: new HeadsReader(kit.database, kit.service) },
    { provide: FactCopies, useValue: kit.copies },
    { provide: FactRecording, useValue: new FactRecording(kit.service, kit.store, kit.records, kit.copies) },
    { provide: FactCorrections, useValue: new FactCorrections(kit.service, kit.store, kit.records) },
    { provide: Signals, useValue: kit.signals },
    { provide: Leases, useValue: kit.leases },
    { provide: LOGGER, useValue: kit.log },
  ];
  const parts: DynamicModule = { module: KitModule, global: true, providers, exports: providers };
  return { module: ServiceModule, imports: [parts, module] };
}
