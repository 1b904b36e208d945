import { read, type Rows } from '../shared/read.ts';

/** One line for everything in a district's book that is not as it must be; the chain is looked at apart. */
export async function verifyBook(from: Rows): Promise<string[]> {
  const found = await Promise.all(CHECKS.map(check => from.rows(check)));
  return found.flat().map(({ wrong }) => wrong);
}

const check = (name: string, text: string) => read<{ wrong: string }>(`ledger_verify_${name}`, text);

/** Transfers whose postings have been carried out. */
const CARRIED_OUT = `carried_out as (
  select t.id from ledger_transfer t left join ledger_resolution r on r.district_id = $1 and r.transfer_id = t.id
  where t.district_id = $1 and (not t.pending or r.outcome = 'POSTED'))`;

const CHECKS = [
  check('sums', `select unit || ': the balances sum to ' || sum(balance) as wrong from ledger_account where district_id = $1
    group by unit having sum(balance) <> 0`),
  check('balances', `select 'account ' || a.id || ': the balance is ' || a.balance || ', its entries sum to ' || coalesce(e.total, 0) as wrong
    from ledger_account a left join (
      select account_id, sum(amount) as total, count(*) as n, max(version) as latest from ledger_entry where district_id = $1 group by account_id) e on e.account_id = a.id
    where a.district_id = $1 and (a.balance <> coalesce(e.total, 0) or a.version <> coalesce(e.n, 0) or a.version <> coalesce(e.latest, 0))`),
  check('versions', `select 'account ' || account_id || ': entry ' || version || ' does not follow the one before' as wrong from (
      select account_id, version, balance_before, lag(balance_after, 1, 0::bigint) over w as before, row_number() over w as n
      from ledger_entry where district_id = $1 window w as (partition by account_id order by version)) e
    where e.n <> e.version or e.balance_before <> e.before`),
  check('entries', `with ${CARRIED_OUT}, due as (
      select p.transfer_id, p.n, p.source_id as account_id, -p.amount as amount from ledger_posting p join carried_out c on c.id = p.transfer_id where p.district_id = $1
      union all select p.transfer_id, p.n, p.destination_id, p.amount from ledger_posting p join carried_out c on c.id = p.transfer_id where p.district_id = $1)
    select 'transfer ' || coalesce(d.transfer_id, e.transfer_id) || ': entries and postings differ' as wrong
    from due d full join (select * from ledger_entry where district_id = $1) e
      on e.transfer_id = d.transfer_id and e.posting = d.n and e.account_id = d.account_id and e.amount = d.amount
    where d.transfer_id is null or e.id is null`),
  check('reserved', `select 'account ' || a.id || ': ' || a.reserved || ' is reserved, reservations sum to ' || coalesce(p.total, 0) as wrong
    from ledger_account a left join (
      select p.source_id, sum(p.amount) as total from ledger_posting p join ledger_transfer t on t.district_id = $1 and t.id = p.transfer_id
      where p.district_id = $1 and t.pending and not exists (select from ledger_resolution r where r.district_id = $1 and r.transfer_id = t.id)
      group by p.source_id) p on p.source_id = a.id
    where a.district_id = $1 and a.reserved <> coalesce(p.total, 0)`),
  check('lots', `select 'account ' || a.id || ': its lots hold ' || coalesce(sum(l.remaining), 0) || ' of ' || a.balance - a.reserved as wrong
    from ledger_account a left join ledger_lot l on l.district_id = $1 and l.account_id = a.id
    where a.district_id = $1 and a.unit = 'POINT' and a.owner_kind <> 'WORLD'
    group by a.id, a.balance, a.reserved having coalesce(sum(l.remaining), 0) <> a.balance - a.reserved`),
  check('lot_uses', `select 'lot ' || l.id || ': ' || l.remaining || ' is left of ' || l.amount || ', ' || coalesce(u.total, 0) || ' was used' as wrong
    from ledger_lot l left join (
      select u.lot_id, sum(u.amount) as total from ledger_lot_use u
      where u.district_id = $1
        and not exists (select from ledger_resolution r where r.district_id = $1 and r.transfer_id = u.transfer_id and r.outcome <> 'POSTED')
        and not exists (select from ledger_transfer t where t.district_id = $1 and t.reverses_id = u.transfer_id)
      group by u.lot_id) u on u.lot_id = l.id
    where l.district_id = $1 and l.remaining <> l.amount - coalesce(u.total, 0)`),
];
