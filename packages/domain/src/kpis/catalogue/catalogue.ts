import type { Indicator } from '../language/indicator.ts';
import { attendees, signUps } from './activities.kpi.ts';
import {
  complaintRate, firstResponseHours, followUpShare, handlingHours, onTimeRate, originallyOnTimeRate, proactiveShare, ratingShare, reopenRate, resolutionRate, satisfactionRate, unansweredRate,
} from './cases.kpi.ts';
import { homeServiceCoverage, wellbeingVisitRate } from './elder-care.kpi.ts';
import { assistedRate, atWindowRate, bySelfRate, costPerGain, courseHours, needHelpRate, serviceRate } from './digital-bridge.kpi.ts';
import { floatingShare, seniorShare } from './population.kpi.ts';
import { participationRate } from './points.kpi.ts';
import { adoptingCommunities, personTimes, receivedYuan } from './programs.kpi.ts';
import { activeMembers, liabilityRatio, outstandingHours, redeemShare } from './time-bank.kpi.ts';
import { sortingRate } from './waste-sorting.kpi.ts';

/** Every indicator there is, in the order in which people see them. */
export const CATALOGUE: readonly Indicator[] = [
  seniorShare,
  floatingShare,
  firstResponseHours,
  handlingHours,
  unansweredRate,
  onTimeRate,
  originallyOnTimeRate,
  resolutionRate,
  followUpShare,
  satisfactionRate,
  ratingShare,
  reopenRate,
  complaintRate,
  proactiveShare,
  participationRate,
  sortingRate,
  activeMembers,
  outstandingHours,
  redeemShare,
  liabilityRatio,
  signUps,
  attendees,
  wellbeingVisitRate,
  homeServiceCoverage,
  adoptingCommunities,
  receivedYuan,
  personTimes,
  needHelpRate,
  serviceRate,
  bySelfRate,
  assistedRate,
  atWindowRate,
  courseHours,
  costPerGain,
];
