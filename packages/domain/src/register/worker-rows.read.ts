import type { Role } from '../access/membership.entity.ts';
import type { DataOrigin } from '../places/place.entity.ts';
import { read } from '../shared/read.ts';

/** An account as a row of a sheet is compared with it. */
export interface KnownAccount {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  readonly phoneSealed: string | null;
  readonly organisationId: string | null;
  readonly disabled: boolean;
}

export const accountsKnown = read<KnownAccount, [string[]]>('accounts_known',
  `select a.id, a.login, a.display_name as "displayName", a.phone_sealed as "phoneSealed", a.organisation_id as "organisationId", a.disabled_at is not null as disabled
   from account a where a.district_id = $1 and a.login = any($2::text[])`);

/** Open organisations that serve a place or one under it. */
export const organisationsToName = read<{ id: string; name: string; placeId: string }, [string]>('organisations_to_name',
  `select o.id, o.name, o.place_id as "placeId" from organisation o where o.district_id = $1 and o.closed_at is null
   and exists (select from place_ancestor a where a.district_id = $1 and a.place_id = o.place_id and a.ancestor_id = $2)`);

/** A line of somebody who works for a place, or for an organisation. */
export interface OutgoingWorker {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly phoneSealed: string | null;
  readonly role: Exclude<Role, 'RESIDENT'> | null;
  readonly place: string | null;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
  readonly organisation: string | null;
  readonly dataOrigin: DataOrigin;
}

const ACCOUNT = 'a.login, a.display_name as name, a.phone_sealed as "phoneSealed", a.data_origin as "dataOrigin"';
const UNDER = (placeId: string) => `exists (select from place_ancestor x where x.district_id = $1 and x.place_id = ${placeId} and x.ancestor_id = $2)`;

/** A page of the roles that are held, or to be held, at or under a place, after an id: `$4` the moment. */
export const workersOut = read<OutgoingWorker, [string, string, Date, number]>('workers_out',
  `select m.id, ${ACCOUNT}, m.role, p.code as place, m.valid_from as "validFrom", m.valid_to as "validTo", null as organisation
   from membership m join account a on a.district_id = $1 and a.id = m.account_id join place p on p.district_id = $1 and p.id = m.place_id
   where m.district_id = $1 and m.id > $3 and m.role <> 'RESIDENT' and (m.valid_to is null or m.valid_to > greatest($4, m.valid_from))
     and a.disabled_at is null and ${UNDER('m.place_id')}
   order by m.id limit $5`);

/** A page of the accounts of organisations that serve a place or one under it, after an id. */
export const organisationWorkersOut = read<OutgoingWorker, [string, string, Date, number]>('organisation_workers_out',
  `select a.id, ${ACCOUNT}, null as role, null as place, null as "validFrom", null as "validTo", o.name as organisation
   from account a join organisation o on o.district_id = $1 and o.id = a.organisation_id
   where a.district_id = $1 and a.id > $3 and a.disabled_at is null and o.closed_at is null and a.created_at <= $4 and ${UNDER('o.place_id')}
   order by a.id limit $5`);
