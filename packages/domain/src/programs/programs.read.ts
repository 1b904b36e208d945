import type { Sight } from '../access/sight.ts';
import { changedAfter } from '../shared/changed.ts';
import { columnsOf, read, type RowOf } from '../shared/read.ts';
import { PlaybookVersion } from './playbook-version.entity.ts';
import { Playbook } from './playbook.entity.ts';
import { ProgramFunding } from './program-funding.entity.ts';
import { ProgramSpending } from './program-spending.entity.ts';
import { ProgramStaff } from './program-staff.entity.ts';
import { ProgramStep } from './program-step.entity.ts';
import { Program, type ProgramStatus } from './program.entity.ts';

export type ProgramRow = RowOf<Program>;
const COLUMNS = columnsOf(Program.schema, 'p');

/** Who asks: for whom they act, where they work, where they hold any role, their account, and whether they are on the staff anywhere. */
export type ProgramSeer = [own: string[], worksAt: string[], holdsAt: string[], accountId: string, staff: boolean];

const worked = (worksAt: string) => `exists (select from place_ancestor w where w.district_id = $1 and w.place_id = p.place_id and w.ancestor_id = any(${worksAt}::uuid[]))`;
const served = (account: string) => `exists (select from program_staff s where s.district_id = $1 and s.program_id = p.id and s.account_id = ${account} and s.until is null)`;
/**
 * Every program is seen by the staff over its place and by its own people; what runs or ran, by all staff, to learn from;
 * what runs, by whoever lives or holds a role at its place or under it.
 */
const SEEN = `(${worked('$3')} or ${served('$5')} or (p.status in ('RUNNING', 'ENDED') and $6)
  or (p.status = 'RUNNING' and exists (select from place_ancestor v where v.district_id = $1 and v.ancestor_id = p.place_id
    and (v.place_id = any($4::uuid[]) or v.place_id in (select r.place_id from resident r where r.district_id = $1 and r.id = any($2::uuid[]))))))`;

const inside = (p: string) => `(exists (select from place_ancestor w where w.district_id = $1 and w.place_id = ${p}.place_id and w.ancestor_id = any($3::uuid[]))
  or exists (select from program_staff s where s.district_id = $1 and s.program_id = ${p}.id and s.account_id = $4 and s.until is null))`;
/** Behind figures stand programs that run or ran: seen by all staff, and by their own people. */
export const programSight: Sight = {
  table: Program.schema.tableName, node: { kind: 'Program', id: 'id' },
  seen: p => `(${inside(p)} or (${p}.status in ('RUNNING', 'ENDED') and cardinality($3::uuid[]) > 0))`,
};
/** What was received is shown by the program, to who sees its money. */
export const fundingSight: Sight = {
  table: ProgramFunding.schema.tableName, node: { kind: 'Program', id: 'program_id' },
  seen: f => `exists (select from program p where p.district_id = $1 and p.id = ${f}.program_id and ${inside('p')})`,
};

/** Programs by id, those that one may see. */
export const programsById = read<ProgramRow, [...ProgramSeer, string[]]>('programs_by_id',
  `select ${COLUMNS} from program p where p.district_id = $1 and p.id = any($7::uuid[]) and ${SEEN}`);

/** Those of some programs whose people and money one may see: of where one works, and those one is of. */
export const programsInside = read<{ id: string }, [worksAt: string[], accountId: string, string[]]>('programs_inside',
  `select p.id from program p where p.district_id = $1 and p.id = any($4::uuid[]) and (${worked('$2')} or ${served('$3')})`);

/** What a program has paid is seen by whoever sees its money. */
export const spendingSight: Sight = {
  table: ProgramSpending.schema.tableName, node: { kind: 'Program', id: 'program_id' },
  seen: alias => `exists (select from program p where p.district_id = $1 and p.id = ${alias}.program_id and (${worked('$3')} or ${served('$4')}))`,
};

export type ProgramFilter = [...ProgramSeer, under: string | null, statuses: readonly ProgramStatus[] | null];
const UNDER = `($7::uuid is null or exists (select from place_ancestor f where f.district_id = $1 and f.place_id = p.place_id and f.ancestor_id = $7))`;
const LISTED = `from program p where p.district_id = $1 and ${SEEN} and ${UNDER} and ($8::text[] is null or p.status = any($8))`;
/** A page of programs, the latest made first. */
export const programPage = read<ProgramRow, [...ProgramFilter, string | null, number]>('program_page',
  `select ${COLUMNS} ${LISTED} and ($9::uuid is null or p.id < $9) order by p.id desc limit $10`);
export const programCount = read<{ n: number }, ProgramFilter>('program_count', `select count(*)::int as n ${LISTED}`);

/** Programs under a place (`$7`, or null) that changed after a position, of those that one may see. */
export const programsChanged = read<ProgramRow, [...ProgramSeer, under: string | null, string, string, number]>('programs_changed',
  `select ${COLUMNS} from program p where p.district_id = $1 and ${SEEN} and ${UNDER} and ${changedAfter('p', '$8', '$9')} limit $10`);

/** Of the program that a spending is of, to say who may see its vouchers. */
export const spendingForRights = read<{ programId: string; placeId: string }, [string]>('program_spending_for_rights',
  'select s.program_id as "programId", s.place_id as "placeId" from program_spending s where s.district_id = $1 and s.id = $2');

export type ProgramStaffRow = RowOf<ProgramStaff>;
export const staffOfPrograms = read<ProgramStaffRow, [string[]]>('program_staff_of',
  `select ${columnsOf(ProgramStaff.schema, 's')} from program_staff s where s.district_id = $1 and s.program_id = any($2::uuid[]) order by s.until nulls first, s.since, s.id`);

export type ProgramStepRow = RowOf<ProgramStep>;
export const stepsOfPrograms = read<ProgramStepRow, [string[]]>('program_steps_of',
  `select ${columnsOf(ProgramStep.schema, 's')} from program_step s where s.district_id = $1 and s.program_id = any($2::uuid[]) order by s.done_on, s.id`);

export type ProgramFundingRow = RowOf<ProgramFunding>;
export const fundingOfPrograms = read<ProgramFundingRow, [string[]]>('program_funding_of',
  `select ${columnsOf(ProgramFunding.schema, 'f')} from program_funding f where f.district_id = $1 and f.program_id = any($2::uuid[]) order by f.received_at, f.id`);

export type ProgramSpendingRow = RowOf<ProgramSpending>;
export const spendingOfPrograms = read<ProgramSpendingRow, [string[]]>('program_spending_of',
  `select ${columnsOf(ProgramSpending.schema, 's')} from program_spending s where s.district_id = $1 and s.program_id = any($2::uuid[]) order by s.spent_at, s.id`);

/** What a program received and spent, in fen; what came in kind apart. */
export interface ProgramMoneyRow {
  readonly programId: string;
  readonly received: number;
  readonly inKind: number;
  readonly spent: number;
  /** What its account holds. */
  readonly balance: number;
}

export const moneyOfPrograms = read<ProgramMoneyRow, [string[]]>('program_money_of',
  `select o.id as "programId",
     coalesce((select sum(f.amount) from program_funding f where f.district_id = $1 and f.program_id = o.id and f.state = 'RECORDED' and f.kind = 'MONEY'), 0)::float8 as received,
     coalesce((select sum(f.amount) from program_funding f where f.district_id = $1 and f.program_id = o.id and f.state = 'RECORDED' and f.kind = 'IN_KIND'), 0)::float8 as "inKind",
     coalesce((select sum(s.amount) from program_spending s where s.district_id = $1 and s.program_id = o.id and s.state = 'RECORDED'), 0)::float8 as spent,
     coalesce((select a.balance from ledger_account a where a.district_id = $1 and a.unit = 'FEN' and a.owner_kind = 'PROGRAM' and a.owner_id = o.id), 0)::float8 as balance
   from unnest($2::uuid[]) o (id) where $1::integer is not null`);

/** What of a program's money is reserved, in fen. */
export const programReserved = read<{ reserved: number }, [string]>('program_reserved',
  `select a.reserved::float8 as reserved from ledger_account a where a.district_id = $1 and a.unit = 'FEN' and a.owner_kind = 'PROGRAM' and a.owner_id = $2`);

/** A program that another was made from, the nearest first. */
export interface AncestorRow {
  readonly programId: string;
  readonly ancestorId: string;
  readonly title: string;
  readonly placeId: string;
  readonly place: string;
}

/** Made from another program: as its clone, or by a version of a playbook that was written from it. */
const MADE_FROM = `coalesce(p.cloned_from_id, (select v.program_id from playbook_version v where v.district_id = $1 and v.id = p.playbook_version_id))`;

export const ancestorsOfPrograms = read<AncestorRow, [string[]]>('program_ancestors',
  `with recursive line as (
     select p.id as program_id, ${MADE_FROM} as ancestor_id, 1 as depth from program p where p.district_id = $1 and p.id = any($2::uuid[])
     union all
     select l.program_id, ${MADE_FROM}, l.depth + 1 from line l join program p on p.district_id = $1 and p.id = l.ancestor_id)
   select l.program_id as "programId", a.id as "ancestorId", a.title, a.place_id as "placeId", c.name as place from line l
   join program a on a.district_id = $1 and a.id = l.ancestor_id join place c on c.district_id = $1 and c.id = a.place_id order by l.program_id, l.depth`);

export type PlaybookRow = RowOf<Playbook>;
const PLAYBOOK = columnsOf(Playbook.schema, 'b');
export const playbooksById = read<PlaybookRow, [string[]]>('playbooks_by_id', `select ${PLAYBOOK} from playbook b where b.district_id = $1 and b.id = any($2::uuid[])`);
export const playbookPage = read<PlaybookRow, [string | null, number]>('playbook_page',
  `select ${PLAYBOOK} from playbook b where b.district_id = $1 and ($2::uuid is null or b.id < $2) order by b.id desc limit $3`);
export const playbookCount = read<{ n: number }>('playbook_count', 'select count(*)::int as n from playbook b where b.district_id = $1');

export type PlaybookVersionRow = RowOf<PlaybookVersion>;
const VERSION = columnsOf(PlaybookVersion.schema, 'v');
export const playbookVersionsById = read<PlaybookVersionRow, [string[]]>('playbook_versions_by_id',
  `select ${VERSION} from playbook_version v where v.district_id = $1 and v.id = any($2::uuid[])`);
/** The versions of playbooks, the latest first. */
export const versionsOfPlaybooks = read<PlaybookVersionRow, [string[]]>('playbook_versions_of',
  `select ${VERSION} from playbook_version v where v.district_id = $1 and v.playbook_id = any($2::uuid[]) order by v.playbook_id, v.number desc`);

/** Programs that carry out a playbook without being its pilot: made from its versions, or cloned from such or from the pilot. In the order in which they began. */
export const adoptersOfPlaybook = read<{ id: string }, [string]>('playbook_adopters',
  `with recursive adopter as (
     select p.id from program p join playbook_version v on v.district_id = $1 and v.id = p.playbook_version_id where p.district_id = $1 and v.playbook_id = $2
     union
     select p.id from program p join playbook b on b.district_id = $1 and b.id = $2 and p.cloned_from_id = b.program_id where p.district_id = $1
     union
     select p.id from program p join adopter a on p.cloned_from_id = a.id where p.district_id = $1)
   select p.id from program p join adopter a on a.id = p.id where p.district_id = $1 and p.status in ('RUNNING', 'ENDED') order by p.begins_on, p.id limit 1000`);

/** Whether an account holds a role at a place, above or under it now. */
export const worksNear = read<{ id: string }, [accountId: string, placeId: string, at: Date]>('program_works_near',
  `select m.id from membership m where m.district_id = $1 and m.account_id = $2 and m.valid_from <= $4 and (m.valid_to is null or m.valid_to > $4)
     and exists (select from place_ancestor a where a.district_id = $1 and ((a.place_id = m.place_id and a.ancestor_id = $3) or (a.place_id = $3 and a.ancestor_id = m.place_id)))
   limit 1`);
