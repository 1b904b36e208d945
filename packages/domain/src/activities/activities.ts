import type { Sealer } from '../people/sealed.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { ActivitiesService } from './activities.service.ts';
import { AttendanceService } from './attendance.service.ts';
import { ActivitySessionsService } from './sessions.service.ts';
import { SignUpsService } from './sign-ups.service.ts';

/** The services of activities. */
export class Activities {
  readonly plans: ActivitiesService;
  readonly sessions: ActivitySessionsService;
  readonly signUps: SignUpsService;
  readonly attendance: AttendanceService;

  constructor(unit: UnitOfWork, sealer: Sealer) {
    this.plans = new ActivitiesService(unit);
    this.sessions = new ActivitySessionsService(unit);
    this.signUps = new SignUpsService(unit);
    this.attendance = new AttendanceService(unit, sealer);
  }
}
