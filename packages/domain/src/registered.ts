import type { Sight } from './access/sight.ts';
import { attendanceSight, sessionSight, signUpSight } from './activities/activities.read.ts';
import { activityRecords } from './activities/activity.records.ts';
import { attendedEvent } from './activities/attended.event.ts';
import { forgetAttendance } from './activities/forget.ts';
import { measureSessions } from './activities/measured.ts';
import { relocateActivities } from './activities/relocation.ts';
import { signUpSheet } from './activities/sign-ups.sheet.ts';
import type { RecordKind } from './attachments/records.ts';
import { caseSight, closingSight } from './cases/cases.read.ts';
import { caseSheet } from './cases/cases.sheet.ts';
import { caseRecords } from './cases/case.records.ts';
import { namedCategories } from './cases/known-categories.ts';
import { forgetContacts } from './cases/of-residents.ts';
import { relocateCases } from './cases/relocation.ts';
import { coursePart } from './digital-bridge/course-part.ts';
import { forgetBridge } from './digital-bridge/forget.ts';
import { noteNeed } from './digital-bridge/needs.ts';
import { needSight, skillSight, transactionSight } from './digital-bridge/shown.read.ts';
import { forgetCare } from './elder-care/forget.ts';
import { relocateCare } from './elder-care/relocation.ts';
import { servicePart } from './elder-care/service.part.ts';
import { bookingSight } from './elder-care/shown.read.ts';
import { visitSight } from './elder-care/shown-visits.read.ts';
import { entrySight } from './ledger/accounts.read.ts';
import { handOverOrganisations } from './organisations/hand-over.ts';
import { organisationSheet } from './organisations/organisations.sheet.ts';
import { handOverPeople } from './people/hand-over.ts';
import { awardRecords } from './points/award.records.ts';
import { manualEvent } from './points/manual.event.ts';
import type { PlaybookPartKind } from './programs/part-kind.ts';
import { fundingSight, programSight, spendingSight } from './programs/programs.read.ts';
import { programRecords, spendingRecords } from './programs/program.records.ts';
import { rulePart } from './points/rule.part.ts';
import { wasteDropEvent } from './points/waste-drop.event.ts';
import { dropSight } from './points/shown.read.ts';
import { reviewRecords } from './kpis/reviews/review.records.ts';
import { addressSheet } from './register/addresses.sheet.ts';
import { gridSheet } from './register/grids.sheet.ts';
import { householdSight, residenceSight } from './register/register.read.ts';
import { residentRecords } from './register/resident.records.ts';
import { openingBalanceSheet } from './register/opening-balances.sheet.ts';
import { residentSheet } from './register/residents.sheet.ts';
import { workerSheet } from './register/workers.sheet.ts';
import type { Sealer } from './people/sealed.ts';
import { exportRecords, importRecords } from './sheets/sheet.records.ts';
import type { Sheet } from './sheets/sheet.ts';
import { exchangeSight, receiverSight } from './time-bank/exchanges.read.ts';
import { volunteerSight } from './time-bank/volunteers.read.ts';
import { certificateRecords } from './time-bank/certificate.records.ts';
import { relocateTimeBank } from './time-bank/relocation.ts';
import { formPart } from './surveys/form.part.ts';
import { forgetAnswers } from './surveys/forget.ts';
import type { OnAnswered } from './surveys/on-answered.ts';
import { relocateSurveys } from './surveys/relocation.ts';
import { forgetDeeds } from './points/forget.ts';
import { forgetWishes } from './time-bank/forget.ts';
import type { Clock } from './shared/clock.ts';
import type { Written } from './shared/recording.ts';

/** Kinds of records that files may be attached to. */
export const recordKindsOf = (clock: Clock): readonly RecordKind[] => [
  importRecords, exportRecords, caseRecords(clock), awardRecords, residentRecords(clock), certificateRecords, activityRecords(clock),
  programRecords(clock), spendingRecords, reviewRecords,
];

/** What points may be given for: events that rooms announce. */
export const POINTS_EVENTS = [wasteDropEvent, attendedEvent, manualEvent];

/** Kinds of parts of playbooks that rooms above programs understand. */
export const PLAYBOOK_PARTS: readonly PlaybookPartKind[] = [formPart, rulePart(POINTS_EVENTS), servicePart, coursePart];

/** Who hears of answers to surveys. */
export const ON_ANSWERED: readonly OnAnswered[] = [noteNeed];

/** Who keeps by what programs are measured. */
export const ON_MEASURED = [measureSessions];

/** How the rows of the tables that indicators count are seen. */
export const SIGHTS: readonly Sight[] = [
  residenceSight, householdSight, caseSight, closingSight, signUpSight, attendanceSight, exchangeSight, receiverSight, volunteerSight, entrySight, dropSight, visitSight,
  bookingSight, programSight, fundingSight,
  sessionSight, spendingSight, needSight, skillSight, transactionSight,
];

/** What follows its address, or its grid, to another place. */
export const ON_HAND_OVER = [handOverPeople, handOverOrganisations, relocateCases, relocateTimeBank, relocateActivities, relocateCare, relocateSurveys];

/** Entities whose change somebody may be watching, and the channel that wakes the watchers. */
export const WATCHED = {
  CaseStep: 'record', Membership: 'access', Session: 'access', Account: 'access', Notice: 'notice',
  LedgerTransfer: 'ledger', LedgerEntry: 'ledger', CareStay: 'record', CareSlot: 'record', Alert: 'record',
} as const;

/** Nobody can have been watching a session or an account that has just been made. */
export function changesSomething({ entity, action }: Written): boolean {
  return action !== 'CREATED' || (entity !== 'Session' && entity !== 'Account');
}

/** The kinds of sheets that come in and go out. */
export const sheetsOf = (sealer: Sealer): readonly Sheet[] => [gridSheet, addressSheet, organisationSheet(sealer, namedCategories), workerSheet(sealer), residentSheet(sealer), openingBalanceSheet(sealer), caseSheet(sealer), signUpSheet];

/** What forgets a person with the register. */
export const ON_ERASED = [forgetContacts, forgetDeeds, forgetWishes, forgetAttendance, forgetCare, forgetAnswers, forgetBridge];
