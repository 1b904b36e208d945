import { Account } from './access/account.entity.ts';
import { Membership } from './access/membership.entity.ts';
import { Session } from './access/session.entity.ts';
import { ActivityAttendance } from './activities/activity-attendance.entity.ts';
import { ActivitySession } from './activities/activity-session.entity.ts';
import { ActivitySignUp } from './activities/activity-sign-up.entity.ts';
import { Activity } from './activities/activity.entity.ts';
import { Attachment } from './attachments/attachment.entity.ts';
import { AuditEntry } from './audit/audit-entry.entity.ts';
import { CaseCategory } from './cases/case-category.entity.ts';
import { CaseClosing } from './cases/case-closing.entity.ts';
import { CaseCoHandler } from './cases/case-co-handler.entity.ts';
import { CaseStep } from './cases/case-step.entity.ts';
import { Case } from './cases/case.entity.ts';
import { AlertRule } from './kpis/alerts/alert-rule.entity.ts';
import { Alert } from './kpis/alerts/alert.entity.ts';
import { IndicatorSeal } from './kpis/seals/indicator-seal.entity.ts';
import { SealedFigure } from './kpis/seals/sealed-figure.entity.ts';
import { IndicatorReview } from './kpis/reviews/indicator-review.entity.ts';
import { ReviewItem } from './kpis/reviews/review-item.entity.ts';
import { ComparisonSetting } from './kpis/targets/comparison-setting.entity.ts';
import { IndicatorTarget } from './kpis/targets/indicator-target.entity.ts';
import { BridgeItem } from './digital-bridge/bridge-item.entity.ts';
import { BuddyContact } from './digital-bridge/buddy-contact.entity.ts';
import { BuddyPair } from './digital-bridge/buddy-pair.entity.ts';
import { DigitalNeed } from './digital-bridge/digital-need.entity.ts';
import { SeniorSkill } from './digital-bridge/senior-skill.entity.ts';
import { ServiceTransaction } from './digital-bridge/service-transaction.entity.ts';
import { SkillObservation } from './digital-bridge/skill-observation.entity.ts';
import { CareBooking } from './elder-care/care-booking.entity.ts';
import { CareCentre } from './elder-care/care-centre.entity.ts';
import { CareIncident } from './elder-care/care-incident.entity.ts';
import { CareService } from './elder-care/care-service.entity.ts';
import { CareSlot } from './elder-care/care-slot.entity.ts';
import { CareStay } from './elder-care/care-stay.entity.ts';
import { MutualAidPair } from './elder-care/mutual-aid-pair.entity.ts';
import { WellbeingPlan } from './elder-care/wellbeing-plan.entity.ts';
import { WellbeingVisit } from './elder-care/wellbeing-visit.entity.ts';
import { LedgerAccount } from './ledger/ledger-account.entity.ts';
import { LedgerEntry } from './ledger/ledger-entry.entity.ts';
import { LedgerTransfer } from './ledger/ledger-transfer.entity.ts';
import { Notice } from './notices/notice.entity.ts';
import { QuietHoursSetting } from './notices/quiet-hours.entity.ts';
import { OrganisationContact } from './organisations/organisation-contact.entity.ts';
import { OrganisationDuty } from './organisations/organisation-duty.entity.ts';
import { Organisation } from './organisations/organisation.entity.ts';
import { Consent } from './people/consent.entity.ts';
import { Household } from './people/household.entity.ts';
import { Kin } from './people/kin.entity.ts';
import { Proxy } from './people/proxy.entity.ts';
import { Residence } from './people/residence.entity.ts';
import { Resident } from './people/resident.entity.ts';
import { Address } from './places/address.entity.ts';
import { District } from './places/district.entity.ts';
import { PlaceAncestor } from './places/place-ancestor.entity.ts';
import { PlaceSuccessor } from './places/place-successor.entity.ts';
import { Place } from './places/place.entity.ts';
import { LeaderboardMember } from './points/leaderboard-member.entity.ts';
import { PointsAward } from './points/points-award.entity.ts';
import { PointsGood } from './points/points-good.entity.ts';
import { PointsObjection } from './points/points-objection.entity.ts';
import { PointsRuleVersion } from './points/points-rule-version.entity.ts';
import { PointsRule } from './points/points-rule.entity.ts';
import { PointsScheme } from './points/points-scheme.entity.ts';
import { PriorityApplication } from './points/priority-application.entity.ts';
import { PriorityList } from './points/priority-list.entity.ts';
import { Redemption } from './points/redemption.entity.ts';
import { WasteDrop } from './points/waste-drop.entity.ts';
import { PlaybookVersion } from './programs/playbook-version.entity.ts';
import { Playbook } from './programs/playbook.entity.ts';
import { ProgramFunding } from './programs/program-funding.entity.ts';
import { ProgramSpending } from './programs/program-spending.entity.ts';
import { ProgramStaff } from './programs/program-staff.entity.ts';
import { ProgramStep } from './programs/program-step.entity.ts';
import { Program } from './programs/program.entity.ts';
import { Disclosure } from './register/disclosure.entity.ts';
import { ResidentCall } from './register/resident-call.entity.ts';
import { History, kept } from './shared/history.ts';
import { Export } from './sheets/export.entity.ts';
import { Import } from './sheets/import.entity.ts';
import { QuestionnaireVersion } from './surveys/questionnaire-version.entity.ts';
import { Questionnaire } from './surveys/questionnaire.entity.ts';
import { SurveyAnswer } from './surveys/survey-answer.entity.ts';
import { SurveyCode } from './surveys/survey-code.entity.ts';
import { Survey } from './surveys/survey.entity.ts';
import { ConfirmationCard } from './time-bank/confirmation-card.entity.ts';
import { ExchangeReceiver } from './time-bank/exchange-receiver.entity.ts';
import { ExchangeStep } from './time-bank/exchange-step.entity.ts';
import { Exchange } from './time-bank/exchange.entity.ts';
import { ServiceCertificate } from './time-bank/service-certificate.entity.ts';
import { ServiceListing } from './time-bank/service-listing.entity.ts';
import { ServiceType } from './time-bank/service-type.entity.ts';
import { TimeBankPolicy } from './time-bank/time-bank-policy.entity.ts';
import { Volunteer } from './time-bank/volunteer.entity.ts';

/** Every entity of every room. */
export const ENTITIES = [
  District, Place, PlaceAncestor, PlaceSuccessor, Address,
  Household, Resident, Residence, Kin, Consent, Proxy,
  Account, Membership, Session,
  AuditEntry,
  Notice, QuietHoursSetting,
  Attachment,
  LedgerAccount, LedgerTransfer, LedgerEntry,
  Import, Export,
  Disclosure, ResidentCall,
  Organisation, OrganisationContact, OrganisationDuty,
  Playbook, PlaybookVersion, Program, ProgramStaff, ProgramStep, ProgramFunding, ProgramSpending,
  PointsScheme, PointsRule, PointsRuleVersion, PointsAward, PointsObjection, PointsGood, Redemption, WasteDrop, PriorityList, PriorityApplication, LeaderboardMember,
  TimeBankPolicy, ServiceType, Volunteer, ConfirmationCard, ServiceListing, Exchange, ExchangeReceiver, ExchangeStep, ServiceCertificate,
  Questionnaire, QuestionnaireVersion, Survey, SurveyAnswer, SurveyCode,
  CaseCategory, Case, CaseStep, CaseClosing, CaseCoHandler,
  IndicatorTarget, ComparisonSetting, AlertRule, Alert, IndicatorSeal, SealedFigure, IndicatorReview, ReviewItem,
  Activity, ActivitySession, ActivitySignUp, ActivityAttendance,
  BridgeItem, DigitalNeed, SeniorSkill, SkillObservation, BuddyPair, BuddyContact, ServiceTransaction,
  CareCentre, CareService, CareSlot, CareBooking, CareStay, CareIncident, WellbeingPlan, WellbeingVisit, MutualAidPair,
];

/** Records whose changes are kept with their values, to show what they were before. */
export const HISTORY = new History([
  kept(Resident, [
    'name', 'sex', 'birthDate', 'idNumberSealed', 'phoneSealed', 'hukouCode', 'placeId', 'addressId', 'standing', 'livesFrom', 'livesTo', 'arrivalReason',
    'departureReason', 'householdId', 'relationToHead', 'livesAlone', 'noKin', 'disabilityLevel', 'externalSystem', 'externalId',
  ]),
  kept(Kin, ['relation', 'name', 'phoneSealed'], 'residentId'),
  kept(Consent, ['withdrawnAt'], 'residentId'),
  kept(Proxy, ['validTo'], 'residentId'),
  kept(Household, ['placeId', 'addressId', 'kind', 'number', 'dissolvedAt']),
  kept(Place, ['parentId', 'code', 'name', 'boundary', 'onboardedAt', 'closedAt']),
  kept(Address, ['placeId', 'use', 'compound', 'building', 'unit', 'room', 'shopName', 'longitude', 'latitude', 'closedAt', 'externalSystem', 'externalId']),
  kept(Account, ['login', 'displayName', 'phoneSealed', 'passwordOnce', 'residentId', 'organisationId', 'disabledAt']),
  kept(Membership, ['role', 'placeId', 'validFrom', 'validTo', 'standsInForId'], 'accountId'),
  kept(Organisation, ['placeId', 'name', 'kind', 'externalSystem', 'externalId', 'closedAt']),
  kept(OrganisationContact, ['name', 'phoneSealed'], 'organisationId'),
  kept(OrganisationDuty, ['categoryId'], 'organisationId'),
  kept(Program, ['title', 'status', 'beginsOn', 'endsOn', 'budget', 'outcomeIndicator', 'baseline', 'target']),
  kept(ProgramStaff, ['until'], 'programId'),
  kept(ProgramStep, ['doneOn'], 'programId'),
  kept(ProgramFunding, ['state'], 'programId'),
  kept(ProgramSpending, ['state'], 'programId'),
  kept(PointsScheme, ['name', 'noticeDays', 'expiryDays', 'holdHours', 'levels', 'leaderboards']),
  kept(PointsRule, ['endsOn']),
  kept(TimeBankPolicy, [
    'capMinutes', 'dailyMinutes', 'roundTo', 'redeemAge', 'giftsTo', 'excluded', 'groupEarns', 'payers', 'openingMinutes', 'openingAge', 'reviewDays', 'auditPercent',
  ]),
  kept(WellbeingPlan, ['level', 'reason', 'awayFrom', 'awayTo']),
  kept(PointsGood, ['name', 'price', 'closedAt']),
  kept(IndicatorTarget, ['value'], 'placeId'),
  kept(AlertRule, ['endedAt'], 'placeId'),
  kept(Alert, ['state', 'reason']),
  kept(SkillObservation, ['voidedAt', 'reason'], 'residentId'),
  kept(BuddyPair, ['endedAt', 'reason']),
  kept(ServiceTransaction, ['itemId', 'way', 'channel', 'helperId', 'occurredAt', 'voidedAt', 'reason'], 'residentId'),
  kept(ActivityAttendance, ['minutes', 'occurredAt', 'voidedAt', 'reason'], 'residentId'),
]);
