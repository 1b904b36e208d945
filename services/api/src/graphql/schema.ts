import 'reflect-metadata'; // first: type-graphql's decorators look for it
import { defaultFieldResolver, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { AccessResolver } from '../access/access.resolver.ts';
import { AccountCommandsResolver } from '../access/account-commands.resolver.ts';
import { AccountResolver } from '../access/account.resolver.ts';
import { MembershipResolver } from '../access/membership.resolver.ts';
import { RoleCommandsResolver } from '../access/role-commands.resolver.ts';
import { ActivityCommandsResolver } from '../activities/activity-commands.resolver.ts';
import { ActivityChangesResolver } from '../activities/changes.resolver.ts';
import { ActivityResolver, ActivitySessionResolver, ProgramActivitiesResolver } from '../activities/activity.resolver.ts';
import { ActivityAttendanceResolver, ActivitySignUpResolver } from '../activities/attendance.resolver.ts';
import { AttachmentResolver } from '../attachments/attachment.resolver.ts';
import { AuditResolver } from '../audit/audit.resolver.ts';
import { BridgeCommandsResolver } from '../digital-bridge/bridge-commands.resolver.ts';
import { BuddyContactResolver, BuddyPairResolver } from '../digital-bridge/buddy.resolver.ts';
import { BridgeChangesResolver } from '../digital-bridge/changes.resolver.ts';
import { BridgeItemResolver, ResidentSkillsResolver, SeniorSkillResolver, SignUpSkillsResolver, SkillObservationResolver } from '../digital-bridge/skill.resolver.ts';
import { ServiceTransactionResolver } from '../digital-bridge/transaction.resolver.ts';
import { CaseChangedResolver } from '../cases/case-changed.resolver.ts';
import { CaseCommandsResolver } from '../cases/case-commands.resolver.ts';
import { CaseCategoryResolver, CaseResolver } from '../cases/case.resolver.ts';
import { AccountChangedResolver } from '../ledger/account-changed.resolver.ts';
import {
  HouseholdAccountsResolver, LedgerAccountResolver, LedgerEntryResolver, PlaceAccountsResolver, ResidentAccountsResolver, ViewerAccountsResolver,
} from '../ledger/ledger-account.resolver.ts';
import { ComparedValueResolver, ComparisonResolver, IndicatorResolver } from '../kpis/indicator.resolver.ts';
import { FigureRecordResolver, FigureRecordsResolver, IndicatorRecordsResolver } from '../kpis/figure-records.resolver.ts';
import { AlertChangedResolver } from '../kpis/alert-changed.resolver.ts';
import { IndicatorUpdatedResolver } from '../kpis/indicator-updated.resolver.ts';
import { AlertCommandsResolver } from '../kpis/alert-commands.resolver.ts';
import { AlertResolver, AlertRuleResolver } from '../kpis/alert.resolver.ts';
import { ReviewItemResolver, ReviewResolver } from '../kpis/review.resolver.ts';
import { SealResolver } from '../kpis/seal.resolver.ts';
import { WhyResolver } from '../kpis/why.resolver.ts';
import { TargetResolver } from '../kpis/target.resolver.ts';
import { NoticeArrivedResolver } from '../notices/notice-arrived.resolver.ts';
import { NoticeCommandsResolver } from '../notices/notice-commands.resolver.ts';
import { NoticeResolver, ViewerNoticesResolver } from '../notices/notice.resolver.ts';
import { PointsAwardCommandsResolver } from '../points/award-commands.resolver.ts';
import { PointsAwardResolver, PointsNoticeResolver, PointsObjectionResolver, WasteDropResolver } from '../points/award.resolver.ts';
import { PriorityListCommandsResolver } from '../points/priority-commands.resolver.ts';
import { PriorityApplicationResolver, PriorityListResolver } from '../points/priority.resolver.ts';
import { PointsChangesResolver } from '../points/changes.resolver.ts';
import { PointsLeaderboardResolver } from '../points/leaderboard.resolver.ts';
import { RedemptionCommandsResolver } from '../points/redemption-commands.resolver.ts';
import { HouseholdPointsResolver, PointsGoodResolver, RedemptionResolver, ResidentPointsResolver } from '../points/redemption.resolver.ts';
import { PointsRuleCommandsResolver } from '../points/rule-commands.resolver.ts';
import { PointsRuleResolver, PointsRuleVersionResolver } from '../points/rule.resolver.ts';
import { PlaybookResolver, PlaybookVersionResolver } from '../programs/playbook.resolver.ts';
import { ProgramCommandsResolver } from '../programs/program-commands.resolver.ts';
import { ProgramFundingResolver, ProgramInsideResolver, ProgramSpendingResolver, ProgramStaffResolver } from '../programs/program-inside.resolver.ts';
import { ProgramAncestorResolver, ProgramResolver } from '../programs/program.resolver.ts';
import { AddressCommandsResolver } from '../places/address-commands.resolver.ts';
import { AddressResolver } from '../places/address.resolver.ts';
import { OrganisationCommandsResolver } from '../organisations/organisation-commands.resolver.ts';
import { OrganisationResolver } from '../organisations/organisation.resolver.ts';
import { GridCommandsResolver } from '../places/grid-commands.resolver.ts';
import { PlaceCommandsResolver } from '../places/place-commands.resolver.ts';
import { PlaceResolver } from '../places/place.resolver.ts';
import { CommunityType, DistrictType, GridType, MicroGridType, StreetType } from '../places/place.type.ts';
import { HouseholdCommandsResolver } from '../register/household-commands.resolver.ts';
import { HouseholdResolver } from '../register/household.resolver.ts';
import { KinCommandsResolver } from '../register/kin-commands.resolver.ts';
import { ResidentCommandsResolver } from '../register/resident-commands.resolver.ts';
import { ResidentResolver, ViewerResidentResolver } from '../register/resident.resolver.ts';
import { SheetCommandsResolver } from '../sheets/sheet-commands.resolver.ts';
import { ExportResolver, ImportResolver } from '../sheets/sheet.resolver.ts';
import { MemberCertificatesResolver, ServiceCertificateResolver } from '../time-bank/certificate.resolver.ts';
import { ExchangeCommandsResolver } from '../time-bank/exchange-commands.resolver.ts';
import { ExchangeResolver, ServiceListingResolver } from '../time-bank/exchange.resolver.ts';
import { SurveyAnswerCommandsResolver } from '../surveys/answer-commands.resolver.ts';
import { QuestionnaireResolver } from '../surveys/questionnaire.resolver.ts';
import { SurveyCommandsResolver } from '../surveys/survey-commands.resolver.ts';
import { ProgramSurveysResolver, SurveyAnswerResolver, SurveyResolver } from '../surveys/survey.resolver.ts';
import { TimeBankCommandsResolver } from '../time-bank/time-bank-commands.resolver.ts';
import { TimeBankChangesResolver } from '../time-bank/changes.resolver.ts';
import { TimeBankResolver, VolunteerResolver } from '../time-bank/volunteer.resolver.ts';
import { forbidden, unauthenticated } from './errors.ts';
import { CareBookingCommandsResolver } from '../elder-care/booking-commands.resolver.ts';
import { CareBookingResolver } from '../elder-care/booking.resolver.ts';
import { CareCentreCommandsResolver } from '../elder-care/centre-commands.resolver.ts';
import { WellbeingCommandsResolver } from '../elder-care/wellbeing-commands.resolver.ts';
import {
  CareCentreDayResolver, CareIncidentResolver, CareStayResolver, MutualAidPairResolver, ResidentWellbeingResolver, WellbeingPlanResolver, WellbeingVisitResolver,
} from '../elder-care/wellbeing.resolver.ts';
import { CareCentreChangedResolver } from '../elder-care/centre-changed.resolver.ts';
import { CareCentreResolver, CareServiceResolver, CareSlotResolver, ProgramCareServicesResolver } from '../elder-care/centre.resolver.ts';
import { NodeResolver } from './node.resolver.ts';
import type { Context } from './operation.ts';
import { DateTime } from './scalars.ts';

/** The API's contract, put together from the windows of all rooms. */
export async function apiSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      NodeResolver, AccessResolver, AccountResolver, AccountCommandsResolver, MembershipResolver, RoleCommandsResolver, PlaceResolver, PlaceCommandsResolver,
      AddressResolver, AddressCommandsResolver, GridCommandsResolver, OrganisationResolver, OrganisationCommandsResolver, CaseResolver, CaseCategoryResolver, CaseCommandsResolver,
      CaseChangedResolver, IndicatorResolver, ComparisonResolver, ComparedValueResolver, IndicatorRecordsResolver, FigureRecordsResolver, FigureRecordResolver, TargetResolver, IndicatorUpdatedResolver, AlertChangedResolver, AuditResolver, AttachmentResolver, ImportResolver, ExportResolver,
      SheetCommandsResolver,
      ResidentResolver, ViewerResidentResolver, ResidentCommandsResolver, HouseholdResolver, HouseholdCommandsResolver, KinCommandsResolver,
      LedgerAccountResolver, LedgerEntryResolver, ViewerAccountsResolver, ResidentAccountsResolver, HouseholdAccountsResolver, PlaceAccountsResolver, AccountChangedResolver,
      ExchangeResolver, ServiceListingResolver, ExchangeCommandsResolver, VolunteerResolver, TimeBankResolver, TimeBankCommandsResolver, TimeBankChangesResolver,
      PointsRuleResolver, PointsRuleVersionResolver, PointsRuleCommandsResolver, PointsAwardResolver, PointsObjectionResolver, PointsNoticeResolver, WasteDropResolver,
      PointsAwardCommandsResolver, PointsGoodResolver, RedemptionResolver, RedemptionCommandsResolver, PointsChangesResolver, PointsLeaderboardResolver, ResidentPointsResolver, HouseholdPointsResolver,
      PriorityListResolver, PriorityApplicationResolver, PriorityListCommandsResolver,
      SurveyResolver, ProgramSurveysResolver, SurveyAnswerResolver, QuestionnaireResolver, SurveyCommandsResolver, SurveyAnswerCommandsResolver,
      ServiceCertificateResolver, MemberCertificatesResolver,
      ActivityResolver, ProgramActivitiesResolver, ActivitySessionResolver, ActivitySignUpResolver, ActivityAttendanceResolver, ActivityCommandsResolver, ActivityChangesResolver,
      BridgeItemResolver, SeniorSkillResolver, SkillObservationResolver, ResidentSkillsResolver, SignUpSkillsResolver, BuddyPairResolver, BuddyContactResolver, ServiceTransactionResolver,
      BridgeCommandsResolver, BridgeChangesResolver,
      WellbeingVisitResolver, ResidentWellbeingResolver, WellbeingPlanResolver, CareCentreDayResolver, CareStayResolver, CareIncidentResolver, MutualAidPairResolver, WellbeingCommandsResolver,
      CareCentreResolver, CareCentreChangedResolver, CareServiceResolver, ProgramCareServicesResolver, CareSlotResolver, CareCentreCommandsResolver, CareBookingResolver, CareBookingCommandsResolver,
      ProgramResolver, ProgramAncestorResolver, ProgramInsideResolver, ProgramStaffResolver, ProgramFundingResolver, ProgramSpendingResolver, ProgramCommandsResolver, PlaybookResolver, PlaybookVersionResolver,
      AlertResolver, AlertRuleResolver, AlertCommandsResolver, SealResolver, WhyResolver, ReviewResolver, ReviewItemResolver,
      NoticeResolver, ViewerNoticesResolver, NoticeCommandsResolver, NoticeArrivedResolver,
    ],
    orphanedTypes: [DistrictType, StreetType, CommunityType, GridType, MicroGridType],
    scalarsMap: [{ type: Date, scalar: DateTime }],
    validate: false, // the domain validates: one place, one wording
    pubSub: NO_PUB_SUB,
  });
  for (const [root, description] of [
    [schema.getQueryType(), '查询 Reading. All of one answer is one snapshot.'],
    [schema.getMutationType(), '命令 Commands, noun first. Each is carried out as a whole, or refused with `userErrors` and without a trace.'],
    [schema.getSubscriptionType(), '推送 What is sent as it happens, over WebSocket, for as long as one may see it.'],
  ] as const) if (root) root.description = description; // type-graphql has no place to say it
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) if (root) requireSession(root);
  return schema;
}

/** What anybody may ask. */
const OPEN = new Set(['viewer', 'sessionSignIn', 'surveyByCode', 'surveyAnswerByCode']);
/** What else is left to somebody whose one-time password is still to be replaced. */
const BEFORE_PASSWORD = new Set(['sessionSignOut', 'accountSetPassword']);

/** Every other field at the top is for those who are signed in, before anything else is looked at. */
function requireSession(root: GraphQLObjectType): void {
  for (const field of Object.values(root.getFields()).filter(({ name }) => !OPEN.has(name))) {
    const { resolve = defaultFieldResolver, subscribe } = field;
    const guard = (next: typeof resolve): typeof resolve => (source, args, context, info): unknown => {
      const { operation } = context as Context;
      if (!operation.signedIn) throw unauthenticated();
      if (operation.actor.mustSetPassword && !BEFORE_PASSWORD.has(field.name)) throw forbidden('Set a password of your own first.');
      return next(source, args, context, info);
    };
    if (subscribe) field.subscribe = guard(subscribe);
    else field.resolve = guard(resolve);
  }
}

/** type-graphql asks for one even though every subscription here has a stream of its own. */
const NO_PUB_SUB = {
  subscribe(): never {
    throw new Error('Every subscription has its own stream.');
  },
  publish(): never {
    throw new Error('Every subscription has its own stream.');
  },
};
