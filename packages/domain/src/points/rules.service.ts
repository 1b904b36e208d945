import type { Actor } from '../access/actor.ts';
import { openPlace } from '../places/open-place.ts';
import { Place } from '../places/place.entity.ts';
import { lineages } from '../places/places.read.ts';
import { lineageOf } from '../places/places.service.ts';
import { addDays, dayOf, type CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { one, type Rows } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { whole } from '../shared/whole.ts';
import { dryRun, type DryRun } from './dry-run.rule.ts';
import type { PointsEventType } from './event-type.ts';
import { checkedLevels, type Level } from './levels.rule.ts';
import { PointsRule } from './points-rule.entity.ts';
import { PointsRuleVersion } from './points-rule-version.entity.ts';
import { PointsScheme } from './points-scheme.entity.ts';
import { mayManage, maySetUp } from './points.policy.ts';
import { earners, versionOfRule } from './points.read.ts';
import { checkedTerms, type Terms } from './terms.rule.ts';

/** The scheme's settings. */
export interface SchemeSettings {
  readonly name: string;
  readonly noticeDays: number;
  readonly expiryDays: number | null;
  readonly holdHours: number;
  readonly levels: readonly Level[];
  /** Whether leaderboards are kept; not unless that is asked for. */
  readonly leaderboards?: boolean | undefined;
}

/** A rule as it is drawn up: where, for what, and the first draft of what it says. */
export interface NewRule extends Terms {
  readonly placeId: string;
  readonly name: string;
  readonly eventType: string;
}

export const LONGEST_NAME = 100;

/** Commands on the scheme and its rules, by admins over the place where they hold; for others they are not there. */
export class PointsRulesService {
  readonly #unit: UnitOfWork;
  /** The types of events that rooms have announced. */
  readonly eventTypes: readonly PointsEventType[];

  constructor(unit: UnitOfWork, eventTypes: readonly PointsEventType[]) {
    this.#unit = unit;
    this.eventTypes = eventTypes;
  }

  /** Sets up the district's scheme, or changes it: points given from then on follow it. @throws Refusal NOT_ALLOWED but for district admins; INVALID for a setting */
  setUp(performer: Performer, asked: SchemeSettings): Promise<PointsScheme> {
    return this.#unit.of(performer, 'points_scheme.set_up', async tx => {
      const root = await tx.findOne(Place, { parentId: null });
      if (!root || !maySetUp(performer, [root.id])) throw new Refusal('NOT_ALLOWED', 'The scheme is set up by district admins.');
      const settings = {
        name: words(asked.name, LONGEST_NAME, 'name'), noticeDays: whole(asked.noticeDays, 0, 90, 'noticeDays'),
        expiryDays: asked.expiryDays === null ? null : whole(asked.expiryDays, 1, 3650, 'expiryDays'),
        holdHours: whole(asked.holdHours, 1, 720, 'holdHours'), levels: checkedLevels(asked.levels),
        leaderboards: asked.leaderboards ?? false, updatedAt: tx.at,
      };
      const [known] = await tx.getAll(PointsScheme, {});
      return known ? Object.assign(known, settings) : tx.create(PointsScheme, { id: newId(), ...settings, createdAt: tx.at });
    });
  }

  /** Draws up a rule; nothing is earned by it before it is published. @throws Refusal NOT_FOUND for the place; WRONG_STATE without a scheme; INVALID */
  create(actor: Performer, asked: NewRule): Promise<PointsRule> {
    return this.#unit.of(actor, 'points_rule.create', async tx => {
      if (!mayManage(actor, await lineageOf(tx, asked.placeId))) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
      await openPlace(tx, asked.placeId);
      if (!this.eventTypes.some(({ key }) => key === asked.eventType)) throw new Refusal('INVALID', 'No such type of event.', ['eventType']);
      return drawUp(tx, asked);
    });
  }

  /** Writes the next version as a draft, in place of a draft that there is. @throws Refusal NOT_FOUND; WRONG_STATE when the rule has ended; INVALID */
  draft(actor: Actor, ruleId: string, asked: Terms): Promise<PointsRuleVersion> {
    return this.#unit.of(actor, 'points_rule.draft', async tx => {
      const rule = await managedRule(tx, ruleId);
      mustGoOn(rule, tx, 'ruleId');
      const terms = checkedTerms(termsOf(asked));
      const versions = await tx.getAll(PointsRuleVersion, { ruleId });
      const open = versions.find(({ publishedAt }) => publishedAt === null);
      open?.reword(terms);
      return open ?? draft(tx, ruleId, versions.length + 1, terms);
    });
  }

  /** Changes a draft. @throws Refusal NOT_FOUND; WRONG_STATE at `versionId` when it was published; INVALID */
  reword(actor: Actor, versionId: string, asked: Terms): Promise<PointsRuleVersion> {
    return this.#onVersion(actor, 'points_rule.reword', versionId, async version => version.reword(checkedTerms(termsOf(asked))));
  }

  /**
   * Puts a draft in force from a day on, until a later version begins; what has been earned stays as it was.
   * @throws Refusal NOT_FOUND; WRONG_STATE when it was published or the rule has ended; INVALID for a day that is past, or, after a first version, not ahead
   *   or not after the version before
   */
  publish(actor: Performer, versionId: string, beginsOn: CalendarDate): Promise<PointsRuleVersion> {
    return this.#onVersion(actor, 'points_rule.publish', versionId, async (version, rule, tx) => {
      mustGoOn(rule, tx, 'versionId');
      const before = (await tx.find(PointsRuleVersion, { ruleId: rule.id })).flatMap(other => other.beginsOn ?? []).toSorted().at(-1);
      const today = dayOf(tx.at);
      const least = before === undefined ? today : addDays(before > today ? before : today, 1);
      version.publish(beginsOn, tx.at, actor.accountId);
      if (beginsOn < least) throw new Refusal('INVALID', `It can begin on ${least} at the earliest.`, ['beginsOn']);
    });
  }

  /** Lets a rule hold no more from a day on. @throws Refusal NOT_FOUND; WRONG_STATE when it has ended; INVALID for a day that is not ahead */
  end(actor: Actor, ruleId: string, endsOn: CalendarDate): Promise<PointsRule> {
    return this.#unit.of(actor, 'points_rule.end', async tx => {
      const rule = await managedRule(tx, ruleId);
      mustGoOn(rule, tx, 'ruleId');
      if (endsOn <= dayOf(tx.at)) throw new Refusal('INVALID', 'A rule ends tomorrow at the earliest.', ['endsOn']);
      rule.endsOn = endsOn;
      return rule;
    });
  }

  /** What a version, draft or published, would have given for the events on days in [from, to); null for who does not manage the rule. Nothing is written. */
  async tried(from: Rows, actor: Actor, versionId: string, days: { from: CalendarDate; to: CalendarDate }): Promise<DryRun | null> {
    const version = await one(from, versionOfRule, versionId);
    const lineage = version ? (await from.rows(lineages, [version.placeId])).map(({ ancestorId }) => ancestorId) : [];
    if (!version || !mayManage(actor, lineage)) return null;
    const type = this.eventTypes.find(({ key }) => key === version.eventType);
    const events = type ? await from.rows(type.past, version.placeId, days.from, days.to) : [];
    const people = await from.rows(earners, [...new Set(events.flatMap(({ residentId }) => residentId ?? []))]);
    return dryRun(version, events, new Map(people.map(each => [each.id, each])));
  }

  #onVersion(
    actor: Performer, command: string, versionId: string, work: (version: PointsRuleVersion, rule: PointsRule, tx: Transaction) => Promise<void>,
  ): Promise<PointsRuleVersion> {
    return this.#unit.of(actor, command, async tx => {
      const found = await tx.findOne(PointsRuleVersion, { id: versionId });
      const rule = found && (await tx.get(PointsRule, found.ruleId));
      if (!rule || !mayManage(actor, await lineageOf(tx, rule.placeId))) throw noVersion();
      const version = await tx.get(PointsRuleVersion, versionId);
      if (!version) throw noVersion();
      await work(version, rule, tx);
      return version;
    });
  }
}

/** Draws up a rule of a known type of event with its first draft, inside the caller's unit. @throws Refusal WRONG_STATE without a scheme; INVALID */
export async function drawUp(tx: Transaction, asked: NewRule): Promise<PointsRule> {
  if (!(await tx.findOne(PointsScheme, {}))) throw new Refusal('WRONG_STATE', 'Set up the scheme first.');
  const rule = await tx.create(PointsRule, {
    id: newId(), placeId: asked.placeId, name: words(asked.name, LONGEST_NAME, 'name'), eventType: asked.eventType, endsOn: null, createdAt: tx.at,
  });
  await draft(tx, rule.id, 1, checkedTerms(termsOf(asked)));
  return rule;
}

/** Locked: whoever writes another version of it waits. */
async function managedRule(tx: Transaction, ruleId: string): Promise<PointsRule> {
  const rule = await tx.get(PointsRule, ruleId);
  if (!rule || !mayManage(tx.performer, await lineageOf(tx, rule.placeId))) throw new Refusal('NOT_FOUND', 'No such rule.', ['ruleId']);
  return rule;
}

function mustGoOn({ endsOn }: PointsRule, tx: Transaction, field: string): void {
  if (endsOn && endsOn <= dayOf(tx.at)) throw new Refusal('WRONG_STATE', 'This rule has ended.', [field]);
}

function draft(tx: Transaction, ruleId: string, number: number, terms: Terms): Promise<PointsRuleVersion> {
  return tx.create(PointsRuleVersion, { id: newId(), ruleId, number, ...terms, beginsOn: null, publishedAt: null, publishedById: null, createdAt: tx.at });
}

function termsOf({ points, evidence, subject, dayCap, monthCap, totalCap, standings, ageFrom, ageBelow }: Terms): Terms {
  return { points, evidence, subject, dayCap, monthCap, totalCap, standings, ageFrom, ageBelow };
}

function noVersion(): Refusal {
  return new Refusal('NOT_FOUND', 'No such version.', ['versionId']);
}
