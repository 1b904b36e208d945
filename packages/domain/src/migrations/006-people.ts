import { Migration } from '@mikro-orm/migrations';
import { pinyin } from 'pinyin-pro';
import { tenantTable } from './tenant-table.ts';

/** Residences, households, and all that a register keeps of a resident. */
export class People extends Migration {
  override async up(): Promise<void> {
    for (const statement of BEFORE) await this.execute(statement);
    await this.#giveNameKeys();
    for (const statement of AFTER) await this.execute(statement);
  }

  /** Names known so far get the keys they are found by; SQL has no pinyin. */
  async #giveNameKeys(): Promise<void> {
    const names = (await this.execute('select distinct name from resident')) as { name: string }[];
    for (let from = 0; from < names.length; from += NAMES_AT_ONCE) {
      const keys = names.slice(from, from + NAMES_AT_ONCE).map(({ name }) => {
        const syllables = pinyin(name, { toneType: 'none', surname: 'head', type: 'array', nonZh: 'consecutive', v: true })
          .flatMap(syllable => syllable.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter(syllable => syllable !== '');
        return { name, pinyin: syllables.join(''), initials: syllables.map(syllable => [...syllable][0]).join('') };
      });
      await this.execute(
        `update resident r set name_pinyin = k.pinyin, name_initials = k.initials
         from jsonb_to_recordset(?::jsonb) k (name text, pinyin text, initials text) where r.name = k.name`, [JSON.stringify(keys)]);
    }
  }
}

const NAMES_AT_ONCE = 10_000;

/** What people search by: bytewise, so that a prefix is a range of the index. Row-level security keeps LIKE from it. */
const SEARCHED = ['name_pinyin', 'name_initials'];

const BEFORE = [
  `create table household (
     district_id integer not null,
     id uuid not null,
     place_id uuid not null,
     -- Of the table of addresses, which a later step brings.
     address_id uuid,
     kind text not null constraint household_kind_known check (kind in ('FAMILY', 'COLLECTIVE')),
     number text,
     dissolved_at timestamptz,
     external_system text,
     external_id text,
     data_origin text not null constraint household_data_origin_known check (data_origin in ('REAL', 'GENERATED')),
     recorded_at timestamptz not null,
     constraint household_pk primary key (district_id, id),
     constraint household_number_key unique (district_id, number),
     constraint household_external_key unique (district_id, external_system, external_id),
     constraint household_place_fk foreign key (district_id, place_id) references place (district_id, id)
   )`,
  'create index household_place on household (district_id, place_id)',
  ...tenantTable('household', 'insert, update'),

  // The owner need not be a superuser, and has to see the rows there are.
  'alter table resident no force row level security',
  `alter table resident
     add address_id uuid,
     add name_pinyin text collate "C" not null default '',
     add name_initials text collate "C" not null default '',
     add hukou_code text constraint resident_hukou_code_digits check (hukou_code ~ '^([0-9]{6}|[0-9]{9}|[0-9]{12})$'),
     add household_id uuid,
     add relation_to_head text constraint resident_relation_to_head_known check (relation_to_head in ('HEAD', 'SPOUSE', 'CHILD',
       'CHILD_IN_LAW', 'PARENT', 'PARENT_IN_LAW', 'GRANDCHILD', 'GRANDPARENT', 'SIBLING', 'OTHER_KIN', 'NOT_KIN')),
     add arrival_reason text constraint resident_arrival_reason_known check (arrival_reason in ('BIRTH', 'WORK', 'BUSINESS', 'STUDY',
       'MARRIAGE', 'FAMILY', 'RETIREMENT', 'MOVED', 'OTHER')),
     add departure_reason text constraint resident_departure_reason_known check (departure_reason in ('DIED', 'WORK', 'BUSINESS', 'STUDY',
       'MARRIAGE', 'FAMILY', 'MOVED', 'OTHER')),
     add lives_alone boolean not null default false,
     add no_kin boolean not null default false,
     add disability_level integer constraint resident_disability_level_range check (disability_level between 1 and 4),
     add last_verified_at timestamptz,
     add last_verified_by_id uuid,
     add external_system text,
     add external_id text,
     add erased_at timestamptz,
     add occurred_at timestamptz,
     add constraint resident_household_fk foreign key (district_id, household_id) references household (district_id, id),
     add constraint resident_verified_by_fk foreign key (district_id, last_verified_by_id) references account (district_id, id),
     add constraint resident_external_key unique (district_id, external_system, external_id),
     add constraint resident_related_in_household check ((household_id is null) = (relation_to_head is null)),
     add constraint resident_departed check (departure_reason is null or lives_to is not null)`,
  'update resident set occurred_at = recorded_at',
];

const AFTER = [
  `alter table resident
     alter occurred_at set not null,
     ${[...SEARCHED, 'lives_alone', 'no_kin'].map(column => `alter ${column} drop default`).join(', ')},
     alter name type text collate "C"`,
  ...['name', ...SEARCHED].map(column => `create index resident_${column} on resident (district_id, ${column}, id)`),
  'create unique index resident_head on resident (district_id, household_id) where relation_to_head = \'HEAD\'',
  'create index resident_household on resident (district_id, household_id) where household_id is not null',

  `create table residence (
     district_id integer not null,
     id uuid not null,
     resident_id uuid not null,
     place_id uuid not null,
     address_id uuid,
     standing text not null constraint residence_standing_known
       check (standing in ('REGISTERED_HERE', 'FLOATING', 'REGISTERED_ELSEWHERE_IN_DISTRICT')),
     birth_date date not null,
     lives_from date not null,
     lives_to date,
     constraint residence_pk primary key (district_id, id),
     constraint residence_begins_once unique (district_id, resident_id, lives_from),
     constraint residence_resident_fk foreign key (district_id, resident_id) references resident (district_id, id),
     constraint residence_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint residence_born_before check (birth_date <= lives_from),
     constraint residence_leaves_after check (lives_to > lives_from)
   )`,
  // Before this step a resident had one stay; it takes the resident's own id.
  `insert into residence (district_id, id, resident_id, place_id, standing, birth_date, lives_from, lives_to)
   select district_id, id, id, place_id, standing, birth_date, lives_from, lives_to from resident`,
  'create index residence_place on residence (district_id, place_id)',
  'create unique index residence_running on residence (district_id, resident_id) where lives_to is null',
  ...tenantTable('residence', 'insert, update, delete'),
  'alter table resident force row level security',
];
