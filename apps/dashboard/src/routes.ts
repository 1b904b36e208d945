import AimOutlined from '@ant-design/icons/AimOutlined';
import AlertOutlined from '@ant-design/icons/AlertOutlined';
import AppstoreOutlined from '@ant-design/icons/AppstoreOutlined';
import AuditOutlined from '@ant-design/icons/AuditOutlined';
import BankOutlined from '@ant-design/icons/BankOutlined';
import BarChartOutlined from '@ant-design/icons/BarChartOutlined';
import BellOutlined from '@ant-design/icons/BellOutlined';
import CalendarOutlined from '@ant-design/icons/CalendarOutlined';
import CarryOutOutlined from '@ant-design/icons/CarryOutOutlined';
import DesktopOutlined from '@ant-design/icons/DesktopOutlined';
import EnvironmentOutlined from '@ant-design/icons/EnvironmentOutlined';
import GiftOutlined from '@ant-design/icons/GiftOutlined';
import HeartOutlined from '@ant-design/icons/HeartOutlined';
import HourglassOutlined from '@ant-design/icons/HourglassOutlined';
import IdcardOutlined from '@ant-design/icons/IdcardOutlined';
import ImportOutlined from '@ant-design/icons/ImportOutlined';
import MobileOutlined from '@ant-design/icons/MobileOutlined';
import ProjectOutlined from '@ant-design/icons/ProjectOutlined';
import ReadOutlined from '@ant-design/icons/ReadOutlined';
import SafetyCertificateOutlined from '@ant-design/icons/SafetyCertificateOutlined';
import ScheduleOutlined from '@ant-design/icons/ScheduleOutlined';
import TeamOutlined from '@ant-design/icons/TeamOutlined';
import { lazy, type ComponentType } from 'react';
import { ADMINS, STAFF } from './frame/roles.ts';
import type { Role, ViewerFieldsFragment } from './generated/documents.ts';
import { say, type Words } from './words.ts';

/** A page of the menu. What a room shows is loaded when somebody goes there. */
export interface Route {
  readonly path: string;
  readonly title: Words;
  readonly icon: ComponentType | null;
  /** Whose menu it stands in, null: everybody's. Whoever follows a link may open any page and sees there what they may. */
  readonly for: readonly Role[] | null;
  readonly page: ComponentType;
  /** Loads it ahead: people record there where there is no network. */
  readonly ahead?: () => Promise<unknown>;
}

const activitiesPage = () => import('./activities/activities-page.tsx');
const activityPage = () => import('./activities/activity-page.tsx');
const casesPage = () => import('./cases/cases-page.tsx');
const visitsPage = () => import('./elder-care/visits-page.tsx');
const waitingPage = () => import('./offline/waiting-page.tsx');

/** One line for each page. */
export const ROUTES: readonly Route[] = [
  { path: '/', title: say.overview, icon: AppstoreOutlined, for: null, page: lazy(() => import('./overview/overview-page.tsx')) },
  { path: '/compare', title: say.compare, icon: BarChartOutlined, for: null, page: lazy(() => import('./compare/compare-page.tsx')) },
  { path: '/cases', title: say.cases, icon: CarryOutOutlined, for: null, page: lazy(casesPage), ahead: casesPage },
  { path: '/cases/:id', title: say.case, icon: null, for: STAFF, page: lazy(() => import('./cases/case-page.tsx')) },
  { path: '/map', title: say.map, icon: EnvironmentOutlined, for: STAFF, page: lazy(() => import('./places/map-page.tsx')) },
  { path: '/places/:id', title: say.place, icon: null, for: STAFF, page: lazy(() => import('./places/place-page.tsx')) },
  { path: '/elder-care/visits', title: say.visits, icon: HeartOutlined, for: STAFF, page: lazy(visitsPage), ahead: visitsPage },
  { path: '/activities', title: say.activities, icon: CalendarOutlined, for: STAFF, page: lazy(activitiesPage), ahead: activitiesPage },
  { path: '/activities/:id', title: say.activities, icon: null, for: null, page: lazy(activityPage), ahead: activityPage },
  { path: '/points/counter', title: say.counter, icon: GiftOutlined, for: STAFF, page: lazy(() => import('./points/counter-page.tsx')) },
  { path: '/elder-care/bookings', title: say.bookings, icon: ScheduleOutlined, for: STAFF, page: lazy(() => import('./elder-care/bookings-page.tsx')) },
  { path: '/digital-bridge', title: say.digitalBridge, icon: MobileOutlined, for: STAFF, page: lazy(() => import('./digital-bridge/bridge-page.tsx')) },
  { path: '/time-bank', title: say.timeBank, icon: HourglassOutlined, for: STAFF, page: lazy(() => import('./time-bank/time-bank-page.tsx')) },
  { path: '/time-bank/exchanges/:id', title: say.timeBank, icon: null, for: null, page: lazy(() => import('./time-bank/exchange-page.tsx')) },
  { path: '/time-bank/members/:id', title: say.timeBank, icon: null, for: STAFF, page: lazy(() => import('./time-bank/member-page.tsx')) },
  { path: '/programs', title: say.programs, icon: ProjectOutlined, for: STAFF, page: lazy(() => import('./programs/programs-page.tsx')) },
  { path: '/programs/:id', title: say.programs, icon: null, for: STAFF, page: lazy(() => import('./programs/program-page.tsx')) },
  { path: '/register', title: say.register, icon: TeamOutlined, for: STAFF, page: lazy(() => import('./register/register-page.tsx')) },
  { path: '/register/residents/:id', title: say.register, icon: null, for: STAFF, page: lazy(() => import('./register/resident-page.tsx')) },
  { path: '/register/households/:id', title: say.register, icon: null, for: STAFF, page: lazy(() => import('./register/household-page.tsx')) },
  { path: '/register/import', title: say.import, icon: ImportOutlined, for: ADMINS, page: lazy(() => import('./register/import-page.tsx')) },
  { path: '/accounts', title: say.accounts, icon: IdcardOutlined, for: ADMINS, page: lazy(() => import('./access/accounts-page.tsx')) },
  { path: '/accounts/:id', title: say.accounts, icon: null, for: ADMINS, page: lazy(() => import('./access/account-page.tsx')) },
  { path: '/organisations', title: say.organisations, icon: BankOutlined, for: ADMINS, page: lazy(() => import('./register/organisations-page.tsx')) },
  { path: '/waiting', title: say.waiting, icon: null, for: null, page: lazy(waitingPage), ahead: waitingPage },
  { path: '/alerts', title: say.alerts, icon: AlertOutlined, for: STAFF, page: lazy(() => import('./alerts/alerts-page.tsx')) },
  { path: '/alerts/rules', title: say.alerts, icon: null, for: STAFF, page: lazy(() => import('./alerts/rules-page.tsx')) },
  { path: '/alerts/:id', title: say.alerts, icon: null, for: STAFF, page: lazy(() => import('./alerts/alert-page.tsx')) },
  { path: '/notices', title: say.notices, icon: BellOutlined, for: null, page: lazy(() => import('./notices/notices-page.tsx')) },
  { path: '/indicators', title: say.catalogue, icon: ReadOutlined, for: STAFF, page: lazy(() => import('./figures/indicators-page.tsx')) },
  { path: '/targets', title: say.targets, icon: AimOutlined, for: ADMINS, page: lazy(() => import('./targets/targets-page.tsx')) },
  { path: '/seals', title: say.seals, icon: SafetyCertificateOutlined, for: ADMINS, page: lazy(() => import('./seals/seals-page.tsx')) },
  { path: '/seals/:id', title: say.seals, icon: null, for: ADMINS, page: lazy(() => import('./seals/seal-page.tsx')) },
  { path: '/reviews/:id', title: say.seals, icon: null, for: ADMINS, page: lazy(() => import('./seals/review-page.tsx')) },
  { path: '/audit', title: say.audit, icon: AuditOutlined, for: ADMINS, page: lazy(() => import('./audit/audit-page.tsx')) },
  { path: '/wall', title: say.wall, icon: DesktopOutlined, for: STAFF, page: lazy(() => import('./wall/wall-page.tsx')) },
];

/** Of the menu what concerns somebody. */
export function menuOf({ roles }: ViewerFieldsFragment): readonly Route[] {
  return ROUTES.filter(route => route.icon !== null && (route.for === null || roles.some(({ role }) => route.for?.includes(role))));
}
