import type { CaseCategory } from '@linli/domain/cases/case-category.entity';
import { UNTOUCHED, receivedAtPlace } from '@linli/domain/cases/beginning';
import { Case } from '@linli/domain/cases/case.entity';
import { trackingNumber } from '@linli/domain/cases/tracking-number';
import { newId } from '@linli/domain/shared/ids';
import { addWorkingMinutes } from '@linli/domain/shared/working-calendar';
import type { CommunityStaff } from '../accounts.ts';
import { inMemory } from '../in-memory.ts';
import type { DemoTime } from '../months.ts';
import { makeMaskedName } from '../names.ts';
import type { MadeCommunity, MadeStreet } from '../places.ts';
import type { Random } from '../random.ts';
import { CaseFile } from './case-file.ts';
import { Course } from './course.ts';
import { DAY } from './hours.ts';
import { casesByMonth, type Receipt, type Receipts } from './receipts.ts';
import type { Setting } from './setting.ts';
import { tell } from './story.ts';
import { makeSubject, type Subject } from './topics.ts';

/** A district's categories by code. */
export type Categories = ReadonlyMap<string, Pick<CaseCategory, 'id' | 'sla'>>;

/** How long a case may be taken for another one's. */
const ALIKE_DAYS = 10;
/** Of the cases that come in by the app, the share brought by the grid's resident with an account; the others are anonymous. */
const BY_ACCOUNT = 0.06;

/** The cases of one street, made month by month. */
export class StreetCases {
  readonly #random: Random;
  readonly #street: MadeStreet;
  readonly #staff: ReadonlyMap<string, CommunityStaff>;
  readonly #categories: Categories;
  readonly #time: DemoTime;
  readonly #course: Course;
  readonly #counts: readonly ReturnType<typeof casesByMonth>[];

  constructor(random: Random, street: MadeStreet, staff: ReadonlyMap<string, CommunityStaff>, categories: Categories, time: DemoTime) {
    this.#random = random;
    this.#street = street;
    this.#staff = staff;
    this.#categories = categories;
    this.#time = time;
    this.#course = new Course(random, street.plan.trend, time);
    this.#counts = street.communities.map(({ plan }) => casesByMonth(random, plan, time));
  }

  /** In the order of receipt, because each shifts the odds of the next. @param number of the month, from 1 */
  ofMonth(number: number, receipts: Receipts): CaseFile[] {
    const random = this.#random;
    const month = (this.#time.months[number - 1]?.from.getUTCMonth() ?? 0) + 1; // its first instant is in the month before, in UTC
    const drawn = this.#street.communities.flatMap((community, n) => {
      const { cases = 0, complaints = null } = this.#counts[n]?.[number - 1] ?? {};
      return Array.from({ length: cases }, (_, each) => {
        const complaint = complaints === null ? null : each < complaints;
        const receipt = receipts.next(random, complaint);
        return { community, receipt, subject: makeSubject(random, month % 12, receipt.channel === 'PATROL', complaint) };
      });
    });
    drawn.sort((a, b) => a.receipt.at.getTime() - b.receipt.at.getTime());
    const latest = new Map<string, Case>();
    return drawn.map(({ community, receipt, subject }) => {
      const key = `${community.id} ${subject.category}`;
      const file = this.#make(community, receipt, subject, latest.get(key));
      if (file.matter.status !== 'MERGED' && file.matter.status !== 'REJECTED') latest.set(key, file.matter);
      return file;
    });
  }

  #make(community: MadeCommunity, receipt: Receipt, subject: Subject, before: Case | undefined): CaseFile {
    const random = this.#random;
    const staff = this.#staff.get(community.id);
    const category = this.#categories.get(subject.category);
    if (!staff || !category) throw new Error(`Nobody, or no category, for a case of ${community.plan.name}.`);
    const grid = random.pick(staff.grids);
    const requesterId = receipt.channel === 'APP' && random.chance(BY_ACCOUNT) ? grid.resident : null;
    const sla = category.sla[subject.urgency];
    const dueAt = addWorkingMinutes(receipt.at, sla);
    const matter = inMemory(Case, {
      id: newId(), ...receivedAtPlace(grid.gridId), addressId: null, trackingNumber: trackingNumber(receipt.at, below => random.below(below)), kind: subject.kind,
      categoryId: category.id, urgency: subject.urgency, channel: receipt.channel, title: subject.title, description: subject.description,
      requesterId, residentId: null, contactName: givesName(receipt) && random.chance(0.7) ? makeMaskedName(random) : null, contactPhoneSealed: null,
      receivedAt: receipt.at, recordedAt: receipt.at, dueAt, originalDueAt: dueAt, ...UNTOUCHED, externalSystem: null, externalId: null,
      dataOrigin: 'GENERATED',
    });
    const file = new CaseFile(matter, takenBy(receipt, staff, grid.worker, requesterId), this.#time.now);
    const alike = before && receipt.at.getTime() - before.receivedAt.getTime() < ALIKE_DAYS * DAY ? before : undefined;
    const setting: Setting = { random, course: this.#course, skill: community.plan.skill, staff, grid, sla, alike };
    tell(file, setting);
    return file;
  }
}

function givesName({ channel }: Receipt): boolean {
  return channel !== 'APP' && channel !== 'PATROL';
}

/** Who entered the case: the requester, the worker on the way, or the admin at window and telephone. */
function takenBy({ channel }: Receipt, staff: CommunityStaff, worker: string, requesterId: string | null): string | null {
  if (channel === 'APP') return requesterId;
  return channel === 'PATROL' || channel === 'VISIT' ? worker : staff.admin;
}
