import type { Seer, Sight } from '../access/sight.ts';
import { changedAfter } from '../shared/changed.ts';
import { columnsOf, read, type RowOf } from '../shared/read.ts';
import { BridgeItem, type BridgeItemKind } from './bridge-item.entity.ts';
import { BuddyContact } from './buddy-contact.entity.ts';
import { BuddyPair } from './buddy-pair.entity.ts';
import { DigitalNeed } from './digital-need.entity.ts';
import { SeniorSkill } from './senior-skill.entity.ts';
import { ServiceTransaction, type ServiceWay } from './service-transaction.entity.ts';
import { SkillObservation } from './skill-observation.entity.ts';

export type BridgeItemRow = RowOf<BridgeItem>;
export type SeniorSkillRow = RowOf<SeniorSkill>;
export type SkillObservationRow = RowOf<SkillObservation>;
export type BuddyPairRow = RowOf<BuddyPair>;
export type BuddyContactRow = RowOf<BuddyContact>;
export type ServiceTransactionRow = RowOf<ServiceTransaction>;

const worked = (place: string) => `exists (select from place_ancestor v where v.district_id = $1 and v.place_id = ${place} and v.ancestor_id = any($3::uuid[]))`;
/** The account's own person: whom it acts for is somebody's buddy without it. */
const isSelf = (resident: string) => `${resident} = (select c.resident_id from account c where c.district_id = $1 and c.id = $4)`;
const under = (place: string, parameter: string) =>
  `(${parameter}::uuid is null or exists (select from place_ancestor f where f.district_id = $1 and f.place_id = ${place} and f.ancestor_id = ${parameter}))`;

/** A trainer of a course for which somebody has a place, or which they attended. */
const trained = (resident: string, account: string, organisation: string) => `exists (
  select from activity_session s where s.district_id = $1 and s.kind = 'COURSE' and (s.trainer_id = ${account} or s.trainer_organisation_id = ${organisation}) and (
    exists (select from activity_sign_up u where u.district_id = $1 and u.activity_id = s.activity_id and u.resident_id = ${resident} and u.status = 'SIGNED_UP')
    or exists (select from activity_attendance t where t.district_id = $1 and t.activity_id = s.activity_id and t.resident_id = ${resident} and t.voided_at is null)))`;

/** Themselves and who acts for them, the staff over where they live, who trains them, and their buddy. */
const looksAfter = (resident: string) => `(${resident} = any($2::uuid[])
  or exists (select from resident r where r.district_id = $1 and r.id = ${resident} and ${worked('r.place_id')})
  or exists (select from buddy_pair b where b.district_id = $1 and b.senior_id = ${resident} and b.ended_at is null and ${isSelf('b.buddy_id')})
  or ${trained(resident, '$4', '$5')})`;

/** Whether an account, or its organisation, trains a resident. */
export const trainedByActor = read<{ trains: boolean }, [accountId: string, organisationId: string | null, residentId: string]>('bridge_trained_by',
  `select ${trained('$4', '$2', '$3')} as trains`);

/** The district's lists, what is closed last. */
export const bridgeItems = read<BridgeItemRow, [BridgeItemKind | null]>('bridge_items',
  `select ${columnsOf(BridgeItem.schema, 'i')} from bridge_item i where i.district_id = $1 and ($2::text is null or i.kind = $2) order by i.closed_at is not null, i.kind, i.code`);

const NEED_SEEN = (alias: string) => `(${worked(`${alias}.place_id`)} or ${alias}.resident_id = any($2::uuid[])
  or exists (select from resident m where m.district_id = $1 and m.household_id = ${alias}.household_id and m.id = any($2::uuid[])))`;
export const needSight: Sight = { table: DigitalNeed.schema.tableName, node: { kind: 'SurveyAnswer', id: 'answer_id' }, seen: NEED_SEEN };

const SKILL = columnsOf(SeniorSkill.schema, 'k');
const skillSeen = (alias: string) => looksAfter(`${alias}.resident_id`);
export const skillSight: Sight = { table: SeniorSkill.schema.tableName, node: { kind: 'Resident', id: 'resident_id' }, seen: skillSeen };
/** The skills of residents, those that one may see. */
export const skillsOf = read<SeniorSkillRow, [...Seer, string[]]>('senior_skills_of',
  `select ${SKILL} from senior_skill k where k.district_id = $1 and k.resident_id = any($6::uuid[]) and k.level is not null and ${skillSeen('k')} order by k.observed_at desc, k.id`);
export const skillsChanged = read<SeniorSkillRow, [...Seer, under: string | null, string, string, number]>('senior_skills_changed',
  `select ${SKILL} from senior_skill k join resident w on w.district_id = $1 and w.id = k.resident_id
   where k.district_id = $1 and ${skillSeen('k')} and ${under('w.place_id', '$6')} and ${changedAfter('k', '$7', '$8')} limit $9`);

const OBSERVATION = columnsOf(SkillObservation.schema, 'o');
/** What was seen of skills that one sees, the latest first. */
export const observationsOf = read<SkillObservationRow, [string[]]>('skill_observations_of',
  `select ${OBSERVATION} from skill_observation o where o.district_id = $1 and o.senior_skill_id = any($2::uuid[]) order by o.observed_at desc, o.id desc`);
export const observationsById = read<SkillObservationRow, [...Seer, string[]]>('skill_observations_by_id',
  `select ${OBSERVATION} from skill_observation o where o.district_id = $1 and o.id = any($6::uuid[]) and ${looksAfter('o.resident_id')}`);

const PAIR = columnsOf(BuddyPair.schema, 'b');
/** Either of the two, who acts for the senior, the staff over the program's place, and the program's own people. */
const PAIR_SEEN = `(b.senior_id = any($2::uuid[]) or ${isSelf('b.buddy_id')}
  or exists (select from program p where p.district_id = $1 and p.id = b.program_id and ${worked('p.place_id')})
  or exists (select from program_staff s where s.district_id = $1 and s.program_id = b.program_id and s.account_id = $4 and s.until is null))`;
type PairSeer = [own: string[], worksAt: string[], accountId: string];
export const pairsById = read<BuddyPairRow, [...PairSeer, string[]]>('buddy_pairs_by_id',
  `select ${PAIR} from buddy_pair b where b.district_id = $1 and b.id = any($5::uuid[]) and ${PAIR_SEEN}`);
export type PairFilter = [...PairSeer, programId: string | null, open: boolean | null];
const PAIRS = `from buddy_pair b where b.district_id = $1 and ${PAIR_SEEN} and ($5::uuid is null or b.program_id = $5) and ($6::boolean is null or (b.ended_at is null) = $6)`;
export const pairPage = read<BuddyPairRow, [...PairFilter, string | null, number]>('buddy_pair_page',
  `select ${PAIR} ${PAIRS} and ($7::uuid is null or b.id < $7) order by b.id desc limit $8`);
export const pairCount = read<{ n: number }, PairFilter>('buddy_pair_count', `select count(*)::int as n ${PAIRS}`);
export const pairsChanged = read<BuddyPairRow, [...PairSeer, under: string | null, string, string, number]>('buddy_pairs_changed',
  `select ${PAIR} from buddy_pair b join program q on q.district_id = $1 and q.id = b.program_id
   where b.district_id = $1 and ${PAIR_SEEN} and ${under('q.place_id', '$5')} and ${changedAfter('b', '$6', '$7')} limit $8`);
/** The logs of pairs, the latest first. */
export const contactsOf = read<BuddyContactRow, [string[]]>('buddy_contacts_of',
  `select ${columnsOf(BuddyContact.schema, 'c')} from buddy_contact c where c.district_id = $1 and c.pair_id = any($2::uuid[]) order by c.occurred_at desc, c.id desc`);

const TRANSACTION = columnsOf(ServiceTransaction.schema, 't');
const transactionSeen = (alias: string) => `(${worked(`${alias}.place_id`)} or ${looksAfter(`${alias}.resident_id`)})`;
export const transactionSight: Sight = { table: ServiceTransaction.schema.tableName, node: { kind: 'ServiceTransaction', id: 'id' }, seen: transactionSeen };
export const transactionsById = read<ServiceTransactionRow, [...Seer, string[]]>('service_transactions_by_id',
  `select ${TRANSACTION} from service_transaction t where t.district_id = $1 and t.id = any($6::uuid[]) and ${transactionSeen('t')}`);
export type TransactionFilter = [...Seer, under: string | null, residentId: string | null, ways: ServiceWay[] | null, from: Date | null, to: Date | null];
const TRANSACTIONS = `from service_transaction t where t.district_id = $1 and ${transactionSeen('t')} and ${under('t.place_id', '$6')} and ($7::uuid is null or t.resident_id = $7)
  and ($8::text[] is null or t.way = any($8)) and ($9::timestamptz is null or t.occurred_at >= $9) and ($10::timestamptz is null or t.occurred_at < $10)`;
/** Service transactions that one may see, the latest recorded first. */
export const transactionPage = read<ServiceTransactionRow, [...TransactionFilter, string | null, number]>('service_transaction_page',
  `select ${TRANSACTION} ${TRANSACTIONS} and ($11::uuid is null or t.id < $11) order by t.id desc limit $12`);
export const transactionCount = read<{ n: number }, TransactionFilter>('service_transaction_count', `select count(*)::int as n ${TRANSACTIONS}`);
export const transactionsChanged = read<ServiceTransactionRow, [...Seer, under: string | null, string, string, number]>('service_transactions_changed',
  `select ${TRANSACTION} from service_transaction t where t.district_id = $1 and ${transactionSeen('t')} and ${under('t.place_id', '$6')} and ${changedAfter('t', '$7', '$8')} limit $9`);
