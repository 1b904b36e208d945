import type { FundingSource } from '@linli/domain/programs/program-funding.entity';
import type { NewFunding } from '@linli/domain/programs/program-money.service';

/** Yuan in the ledger's unit. */
export function fen(yuan: number): number {
  return yuan * 100;
}

/** Money that a program is given, in yuan. */
export function received(programId: string, sponsor: string, source: FundingSource, yuan: number): NewFunding {
  return { programId, kind: 'MONEY', source, amount: fen(yuan), organisationId: null, sponsor, note: null, receivedAt: null };
}
