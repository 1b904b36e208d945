import DataLoader from 'dataloader';
import { accountNames } from '@linli/domain/access/access.read';
import { accountsById, membershipsAt, membershipsById, membershipsOfAccounts } from '@linli/domain/access/accounts.read';
import { ADMINS, STAFF, holdsSomewhere } from '@linli/domain/access/actor';
import type { Role } from '@linli/domain/access/membership.entity';
import { seerOf as recordSeerOf, type Seer } from '@linli/domain/access/sight';
import {
  activitiesById, activitySessionsById, attendancesById, ownSignUps, sessionsOfActivities, signUpsById, type ActivityViewer,
} from '@linli/domain/activities/activities.read';
import { viewerOf as activityViewerOf } from '@linli/domain/activities/standing';
import { attachmentsOfRecords } from '@linli/domain/attachments/attachments.read';
import type { RecordRef } from '@linli/domain/attachments/attachments.service';
import type { RecordRights } from '@linli/domain/attachments/records';
import { historyOf } from '@linli/domain/audit/audit.read';
import { casesById, categories, coHandlersOfCases, stepsOfCases, type Viewer } from '@linli/domain/cases/cases.read';
import { bookingsById, centresById, servicesById, servicesOfCentres, slotsById, sponsorsLeft } from '@linli/domain/elder-care/shown.read';
import { occupancyOf, pairsOfCentres, plansOf, visitsById } from '@linli/domain/elder-care/shown-visits.read';
import { contactsOfOrganisations, dutiesOfOrganisations, organisationsById, organisationsSeen } from '@linli/domain/organisations/organisations.read';
import { accountsOfOwners, accountsSeen, goodUntil, reservationsOf } from '@linli/domain/ledger/accounts.read';
import {
  applicationsOf, awardsById, dropsById, goodsById, objectionsOf, priorityListsById, redemptionsById, rulesById, standingsOf, versionsOfRules,
} from '@linli/domain/points/shown.read';
import { addressesById } from '@linli/domain/places/addresses.read';
import { lineages, placesById, placesUnder, successorsOf } from '@linli/domain/places/places.read';
import {
  ancestorsOfPrograms, fundingOfPrograms, moneyOfPrograms, playbookVersionsById, playbooksById, programsById, programsInside, spendingOfPrograms, staffOfPrograms, stepsOfPrograms,
  versionsOfPlaybooks,
} from '@linli/domain/programs/programs.read';
import { programSeer } from '@linli/domain/programs/seen';
import { consentsOf, disclosuresOf, householdsById, kinOf, membersOf, proxiedBy, proxiesOf, residencesOf, residentsById } from '@linli/domain/register/register.read';
import { importsSeen } from '@linli/domain/sheets/imports.read';
import { exchangesById, giversOfSessions, listingsById, namesOf, receiversOf, stepsOfExchanges } from '@linli/domain/time-bank/exchanges.read';
import { minutesOfResidents, serviceTypes, volunteersById, volunteersOf, type ServiceTypeRow } from '@linli/domain/time-bank/volunteers.read';
import { figureLoaders } from '../kpis/figure.loaders.ts';
import { bridgeLoaders } from '../digital-bridge/bridge.loaders.ts';
import { surveyLoaders } from '../surveys/survey.loaders.ts';
import { many, one } from './batch.ts';
import type { Operation } from './operation.ts';

/** Batched reads of one operation, all from its snapshot; never shared between requests. */
export class Loaders {
  readonly place;
  readonly address;
  readonly successors;
  readonly lineage;
  readonly children;
  readonly accountSeen;
  readonly account;
  readonly membership;
  readonly membershipsOf;
  readonly own;
  readonly resident;
  readonly household;
  readonly members;
  readonly residences;
  readonly kin;
  readonly proxies;
  readonly consents;
  readonly disclosures;
  readonly ledgerAccount;
  readonly ledgerAccountsOf;
  readonly reservations;
  readonly goodUntil;
  readonly case;
  readonly import;
  readonly category;
  readonly steps;
  readonly coHandlers;
  readonly organisation;
  readonly organisationSeen;
  readonly contacts;
  readonly duties;
  readonly workers;
  readonly pointsRule;
  readonly pointsVersions;
  readonly pointsAward;
  readonly pointsObjections;
  readonly wasteDrop;
  readonly pointsGood;
  readonly redemption;
  readonly pointsStanding;
  readonly priorityList;
  readonly priorityApplications;
  readonly surveys;
  readonly bridge;
  readonly figures;
  readonly history;
  readonly attachments;
  readonly recordRights;
  /** Who asks for records. */
  readonly seer: () => Promise<Seer>;
  /** Who asks for activities. */
  readonly activityViewer: () => Promise<ActivityViewer>;
  readonly activity;
  readonly activitySession;
  readonly activitySessions;
  readonly activitySignUp;
  readonly ownSignUps;
  readonly activityAttendance;
  readonly exchange;
  readonly exchangeReceivers;
  readonly sessionGivers;
  readonly exchangeSteps;
  readonly exchangeName;
  readonly serviceListing;
  readonly serviceTypes;
  readonly serviceType;
  readonly volunteer;
  readonly volunteersOf;
  readonly minutes;
  readonly careCentre;
  readonly careService;
  readonly careServicesOf;
  readonly careSponsorLeft;
  readonly careSlot;
  readonly careBooking;
  readonly careOccupancy;
  readonly mutualAidOf;
  readonly wellbeingPlan;
  readonly wellbeingVisit;
  readonly program;
  readonly programInside;
  readonly programMoney;
  readonly programStaff;
  readonly programSteps;
  readonly programFunding;
  readonly programSpending;
  readonly programAncestors;
  readonly playbook;
  readonly playbookVersion;
  readonly playbookVersions;

  constructor(operation: Operation) {
    this.seer = async () => recordSeerOf(operation.actor, await this.own());
    this.activityViewer = async () => activityViewerOf(operation.actor, await this.own());
    this.place = one((ids: string[]) => operation.rows(placesById, ids), place => place.id);
    this.address = one((ids: string[]) => operation.rows(addressesById, ids), address => address.id);
    this.successors = many((ids: string[]) => operation.rows(successorsOf, ids), place => place.predecessorId);
    /** Ids of a place and all above it, from the district down. */
    this.lineage = many((ids: string[]) => operation.rows(lineages, ids), line => line.placeId);
    this.children = many((ids: string[]) => operation.rows(placesUnder, ids), place => place.parentId ?? '');
    /** Accounts that the asker may see. */
    this.accountSeen = one((ids: string[]) => operation.rows(accountsById, operation.actor.accountId, administers(operation), ids), account => account.id);
    /** Names of whoever has done something, or works somewhere. */
    this.account = one((ids: string[]) => operation.rows(accountNames, ids), account => account.id);
    this.membership = one((ids: string[]) => operation.rows(membershipsById, ids), membership => membership.id);
    this.membershipsOf = many((ids: string[]) => operation.rows(membershipsOfAccounts, ids), membership => membership.accountId);
    let own: Promise<string[]> | undefined;
    /** Ids of the actor's own record and of those whom they may act for. */
    this.own = () => (own ??= ownOf(operation));
    this.resident = one(async (ids: string[]) => operation.rows(residentsById, await this.own(), worksAt(operation), ids), resident => resident.id);
    this.household = one(async (ids: string[]) => operation.rows(householdsById, await this.own(), worksAt(operation), ids), household => household.id);
    /** Who belongs to a household, of those that the asker may see. */
    this.members = many(async (ids: string[]) => operation.rows(membersOf, await this.own(), worksAt(operation), ids), resident => resident.householdId ?? '');
    this.residences = many((ids: string[]) => operation.rows(residencesOf, ids), stay => stay.residentId);
    this.kin = many((ids: string[]) => operation.rows(kinOf, ids), kin => kin.of);
    this.proxies = many((ids: string[]) => operation.rows(proxiesOf, ids), proxy => proxy.residentId);
    this.consents = many((ids: string[]) => operation.rows(consentsOf, ids), consent => consent.residentId);
    this.disclosures = many((ids: string[]) => operation.rows(disclosuresOf, ids), disclosure => disclosure.residentId);
    /** Accounts of the ledger that the asker may see, by id and by owner. */
    this.ledgerAccount = one(async (ids: string[]) => operation.rows(accountsSeen, await this.own(), worksAt(operation), ids), account => account.id);
    this.ledgerAccountsOf = many(async (ids: string[]) => operation.rows(accountsOfOwners, await this.own(), worksAt(operation), ids), account => account.ownerId);
    this.reservations = many((ids: string[]) => operation.rows(reservationsOf, ids), reservation => reservation.accountId);
    this.goodUntil = many((ids: string[]) => operation.rows(goodUntil, ids), good => good.accountId);
    this.case = one((ids: string[]) => operation.rows(casesById, ...viewerOf(operation), ids), found => found.id);
    this.import = one((ids: string[]) => operation.rows(importsSeen, operation.actor.accountId, administers(operation), ids), found => found.id);
    this.category = one((_: string[]) => operation.rows(categories), category => category.id);
    this.steps = many((ids: string[]) => operation.rows(stepsOfCases, ids), step => step.caseId);
    this.coHandlers = many((ids: string[]) => operation.rows(coHandlersOfCases, ids), coHandler => coHandler.caseId);
    /** Organisations, to be named where they have something to do. */
    this.organisation = one((ids: string[]) => operation.rows(organisationsById, ids), organisation => organisation.id);
    /** Organisations that the asker may see. */
    this.organisationSeen = one((ids: string[]) => operation.rows(organisationsSeen, ...seerOf(operation), ids), organisation => organisation.id);
    this.contacts = many((ids: string[]) => operation.rows(contactsOfOrganisations, ids), contact => contact.organisationId);
    this.duties = many((ids: string[]) => operation.rows(dutiesOfOrganisations, ids), duty => duty.organisationId);
    this.pointsRule = one((ids: string[]) => operation.rows(rulesById, ids), rule => rule.id);
    this.pointsVersions = many((ids: string[]) => operation.rows(versionsOfRules, ids), version => version.ruleId);
    this.pointsAward = one(async (ids: string[]) => operation.rows(awardsById, await this.own(), worksAt(operation), ids), award => award.id);
    this.pointsObjections = many((ids: string[]) => operation.rows(objectionsOf, ids), objection => objection.awardId);
    this.wasteDrop = one(async (ids: string[]) => operation.rows(dropsById, await this.own(), worksAt(operation), ids), drop => drop.id);
    this.pointsGood = one((ids: string[]) => operation.rows(goodsById, ids), good => good.id);
    this.redemption = one(async (ids: string[]) => operation.rows(redemptionsById, await this.own(), worksAt(operation), operation.actor.organisationId, ids), each => each.id);
    this.priorityList = one((ids: string[]) => operation.rows(priorityListsById, ids), list => list.id);
    this.priorityApplications = many(async (ids: string[]) => operation.rows(applicationsOf, await this.own(), worksAt(operation), ids), each => each.listId);
    /** Of accounts of points, by whose they are. */
    this.pointsStanding = one((ids: string[]) => operation.rows(standingsOf, ids), standing => standing.ownerId);
    this.surveys = surveyLoaders(operation);
    this.bridge = bridgeLoaders(operation);
    this.figures = figureLoaders(operation);
    /** What records were before, the latest change first. */
    this.history = many((ids: string[]) => operation.rows(historyOf, ids), change => change.subjectId);
    /** What is attached to records, each given by {@link recordKey}. */
    this.attachments = many((keys: string[]) => {
      const records = keys.map(recordOf);
      return operation.rows(attachmentsOfRecords, records.map(({ recordKind }) => recordKind), records.map(({ recordId }) => recordId));
    }, recordKey);
    /** What the actor may do with the files of records. */
    this.recordRights = new DataLoader((keys: readonly string[]): Promise<(RecordRights | null)[]> =>
      Promise.all(keys.map(key => operation.domain.attachments.rights(operation, operation.actor, recordOf(key)))));
    const seen = async () => [await this.own(), worksAt(operation)] as const;
    this.activity = one(async (ids: string[]) => operation.rows(activitiesById, ...(await this.activityViewer()), ids), found => found.id);
    this.activitySession = one(async (ids: string[]) => operation.rows(activitySessionsById, ...(await this.activityViewer()), ids), found => found.id);
    /** Of activities that the asker sees. */
    this.activitySessions = many((ids: string[]) => operation.rows(sessionsOfActivities, ids), session => session.activityId);
    this.activitySignUp = one(async (ids: string[]) => operation.rows(signUpsById, ...(await this.seer()), ids), found => found.id);
    this.ownSignUps = many(async (ids: string[]) => operation.rows(ownSignUps, await this.own(), ids), signUp => signUp.activityId);
    this.activityAttendance = one(async (ids: string[]) => operation.rows(attendancesById, ...(await this.seer()), ids), found => found.id);
    this.exchange = one(async (ids: string[]) => operation.rows(exchangesById, ...(await seen()), ids), found => found.id);
    this.exchangeReceivers = many((ids: string[]) => operation.rows(receiversOf, ids), receiver => receiver.exchangeId);
    this.sessionGivers = many((ids: string[]) => operation.rows(giversOfSessions, ids), each => each.sessionId);
    this.exchangeSteps = many((ids: string[]) => operation.rows(stepsOfExchanges, ids), step => step.exchangeId);
    /** Names of who serves or is served, for those who see the service. */
    this.exchangeName = one((ids: string[]) => operation.rows(namesOf, ids), person => person.id);
    this.careCentre = one((ids: string[]) => operation.rows(centresById, ids), centre => centre.id);
    this.careService = one((ids: string[]) => operation.rows(servicesById, ids), service => service.id);
    this.careServicesOf = many((ids: string[]) => operation.rows(servicesOfCentres, ids), service => service.centreId);
    /** What sponsors of services have left, where the asker works. */
    this.careSponsorLeft = one((ids: string[]) => operation.rows(sponsorsLeft, ids, worksAt(operation)), sponsor => sponsor.serviceId);
    this.careSlot = one((ids: string[]) => operation.rows(slotsById, ids), slot => slot.id);
    this.careOccupancy = one((ids: string[]) => operation.rows(occupancyOf, ids), occupancy => occupancy.centreId);
    this.mutualAidOf = many(async (ids: string[]) => operation.rows(pairsOfCentres, ...(await seen()), ids), pair => pair.centreId);
    this.wellbeingPlan = one((ids: string[]) => operation.rows(plansOf, ids), plan => plan.residentId);
    this.wellbeingVisit = one(async (ids: string[]) => operation.rows(visitsById, ...(await seen()), ids), visit => visit.id);
    this.careBooking = one(async (ids: string[]) => operation.rows(bookingsById, ...(await seen()), ids), booking => booking.id);
    this.serviceListing = one(async (ids: string[]) => operation.rows(listingsById, ...(await seen()), ids), found => found.id);
    let types: Promise<ServiceTypeRow[]> | undefined;
    this.serviceTypes = () => (types ??= operation.rows(serviceTypes));
    this.serviceType = one(() => this.serviceTypes(), type => type.id);
    this.volunteer = one(async (ids: string[]) => operation.rows(volunteersById, ...(await seen()), ids), found => found.id);
    this.volunteersOf = many((ids: string[]) => operation.rows(volunteersOf, ids), found => found.residentId);
    this.minutes = one((ids: string[]) => operation.rows(minutesOfResidents, ids), found => found.residentId);
    this.program = one(async (ids: string[]) => operation.rows(programsById, ...programSeer(operation.actor, await this.own()), ids), program => program.id);
    /** Those of which the asker may see people and money. */
    this.programInside = one((ids: string[]) => operation.rows(programsInside, worksAt(operation), operation.actor.accountId, ids), program => program.id);
    this.programMoney = one((ids: string[]) => operation.rows(moneyOfPrograms, ids), money => money.programId);
    this.programStaff = many((ids: string[]) => operation.rows(staffOfPrograms, ids), staff => staff.programId);
    this.programSteps = many((ids: string[]) => operation.rows(stepsOfPrograms, ids), step => step.programId);
    this.programFunding = many((ids: string[]) => operation.rows(fundingOfPrograms, ids), funding => funding.programId);
    this.programSpending = many((ids: string[]) => operation.rows(spendingOfPrograms, ids), spending => spending.programId);
    this.programAncestors = many((ids: string[]) => operation.rows(ancestorsOfPrograms, ids), ancestor => ancestor.programId);
    /** Playbooks, and their versions, for the staff. */
    const forStaff = <Row>(load: (ids: string[]) => Promise<Row[]>) => async (ids: string[]) => (holdsSomewhere(operation.actor, STAFF) ? load(ids) : []);
    this.playbook = one(forStaff((ids: string[]) => operation.rows(playbooksById, ids)), playbook => playbook.id);
    this.playbookVersion = one(forStaff((ids: string[]) => operation.rows(playbookVersionsById, ids)), version => version.id);
    this.playbookVersions = many((ids: string[]) => operation.rows(versionsOfPlaybooks, ids), version => version.playbookId);
    /** The staff's roles at exactly this place. */
    this.workers = many(
      (ids: string[]) => operation.rows(membershipsAt, ids, [...STAFF] as Role[], operation.domain.clock.now()),
      membership => membership.placeId,
    );
  }
}

async function ownOf(operation: Operation): Promise<string[]> {
  const { accountId, residentId, mustSetPassword } = operation.actor;
  if (mustSetPassword) return [];
  const proxied = await operation.rows(proxiedBy, accountId, operation.domain.clock.now());
  return [...new Set([...(residentId === null ? [] : [residentId]), ...proxied.map(each => each.residentId)])];
}

/** Who sees organisations: the staff all of the district's, others their own. */
export function seerOf({ actor }: Operation): [staff: boolean, own: string | null] {
  return [holdsSomewhere(actor, STAFF), actor.organisationId];
}

/** Who asks for cases. */
export function viewerOf(operation: Operation): Viewer {
  return [operation.actor.accountId, worksAt(operation), operation.domain.clock.now()];
}

/** The places whose records the actor may see as somebody who works there. */
export function worksAt(operation: Operation): string[] {
  return placesOf(operation, STAFF);
}

/** The places that the actor is an admin of. */
export function administers(operation: Operation): string[] {
  return placesOf(operation, ADMINS);
}

function placesOf({ actor }: Operation, roles: readonly Role[]): string[] {
  return actor.memberships.filter(({ role }) => roles.includes(role)).map(({ placeId }) => placeId);
}

/** A record of any kind as one text. */
export function recordKey({ recordKind, recordId }: RecordRef): string {
  return `${recordKind}:${recordId}`;
}

function recordOf(key: string): RecordRef {
  const [recordKind = '', recordId = ''] = key.split(':');
  return { recordKind, recordId };
}
