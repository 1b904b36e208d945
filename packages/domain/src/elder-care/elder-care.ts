import type { Sealer } from '../people/sealed.ts';
import type { Rows } from '../shared/read.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { CareBookingsService } from './bookings.service.ts';
import { CentreDayService } from './centre-day.service.ts';
import { CareCentresService } from './centres.service.ts';
import { WellbeingService } from './wellbeing.service.ts';

/** The services of elder care. */
export class ElderCare {
  readonly centres: CareCentresService;
  readonly bookings: CareBookingsService;
  readonly day: CentreDayService;
  readonly wellbeing: WellbeingService;

  constructor(unit: UnitOfWork, sealer: Sealer) {
    this.centres = new CareCentresService(unit);
    this.bookings = new CareBookingsService(unit);
    this.day = new CentreDayService(unit, sealer);
    this.wellbeing = new WellbeingService(unit);
  }

  /** By the worker, at the turn of the day. */
  async endDay(from: Rows): Promise<void> {
    await this.bookings.endDay(from);
    await this.day.endDay(from);
    await this.wellbeing.endDay(from);
  }
}
