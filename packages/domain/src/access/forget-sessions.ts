import type { Transaction } from '../shared/transaction.ts';

/** Days that an ended session is kept, to answer who was signed in when. */
const KEPT_DAYS = 180;

/** Lets go of sessions that ended long ago. The audit keeps its own record of them. */
export async function forgetSessions(tx: Transaction, now: Date): Promise<void> {
  await tx.execute('/* session_forget */ delete from session where district_id = $1 and coalesce(revoked_at, expires_at) < $2',
    tx.districtId, new Date(now.getTime() - KEPT_DAYS * 86_400_000));
}
