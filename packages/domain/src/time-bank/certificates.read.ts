import type { CalendarDate } from '../shared/clock.ts';
import { columnsOf, read, type RowOf } from '../shared/read.ts';
import { ServiceCertificate } from './service-certificate.entity.ts';

/** Minutes of one kind of service. */
export interface ServedRow {
  readonly service: string;
  readonly services: number;
  readonly minutes: number;
  readonly donated: number;
}

/** What somebody has served from an instant up to another, by kind, as the ledger has it: transfers that were not undone. */
export const servedBetween = read<ServedRow, [string, Date, Date]>('certificate_served',
  `select s.name as service, count(distinct t.id)::int as services, sum(p.amount)::int as minutes,
     coalesce(sum(p.amount) filter (where a.owner_kind = 'FUND'), 0)::int as donated
   from exchange e
   join ledger_transfer t on t.district_id = $1 and t.id = e.transfer_id and t.kind = 'SERVICE' and not t.pending
   join ledger_posting p on p.district_id = $1 and p.transfer_id = t.id
   join ledger_account a on a.district_id = $1 and a.id = p.destination_id and a.owner_kind <> 'WORLD'
   join service_type s on s.district_id = $1 and s.id = e.service_type_id
   where e.district_id = $1 and e.giver_id = $2 and t.occurred_at >= $3 and t.occurred_at < $4
     and not exists (select from ledger_transfer r where r.district_id = $1 and r.reverses_id = t.id)
   group by s.name order by minutes desc, s.name`);

export type ServiceCertificateRow = RowOf<ServiceCertificate>;
const COLUMNS = columnsOf(ServiceCertificate.schema, 'c');

/** Certificates of residents, the latest first. */
export const certificatesOf = read<ServiceCertificateRow, [string[]]>('certificates_of',
  `select ${COLUMNS} from service_certificate c where c.district_id = $1 and c.resident_id = any($2::uuid[]) order by c.issued_at desc, c.id`);

/** A certificate as whoever holds it sees it: by its code, with the name of whom it is of and of the district. */
export const certificateByCode = read<ServiceCertificateRow & { name: string; district: string; generated: boolean }, [string]>('certificate_by_code',
  `select ${COLUMNS}, r.name, r.data_origin = 'GENERATED' as generated, d.name as district
   from service_certificate c join resident r on r.district_id = $1 and r.id = c.resident_id join place d on d.district_id = $1 and d.parent_id is null
   where c.district_id = $1 and c.code = $2`);

/** Whose a certificate is, and where they live, to say who may see it. */
export const certificateForRights = read<{ residentId: string; placeId: string }, [string]>('certificate_for_rights',
  `select c.resident_id as "residentId", r.place_id as "placeId" from service_certificate c
   join resident r on r.district_id = $1 and r.id = c.resident_id where c.district_id = $1 and c.id = $2`);

/** Names that stand on a certificate. */
export const certificateNames = read<{ resident: string; birthDate: CalendarDate; district: string; generated: boolean }, [string]>('certificate_names',
  `select r.name as resident, r.data_origin = 'GENERATED' as generated, r.birth_date as "birthDate", d.name as district from resident r
   join place d on d.district_id = $1 and d.parent_id is null where r.district_id = $1 and r.id = $2`);
