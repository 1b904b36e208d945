import type { Actor } from '../access/actor.ts';
import { accountOf, reverse, transfer } from '../ledger/book.ts';
import { checkedAmount } from '../ledger/posting.rule.ts';
import { Organisation } from '../organisations/organisation.entity.ts';
import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { hiddenAs, runProgram } from './found.ts';
import type { Program } from './program.entity.ts';
import { ProgramFunding, type FundingKind, type FundingSource } from './program-funding.entity.ts';
import { ProgramSpending } from './program-spending.entity.ts';
import { budgetLeft, recordSpending } from './spent.ts';

/** Something that a program was given. */
export interface NewFunding {
  readonly programId: string;
  readonly kind: FundingKind;
  readonly source: FundingSource;
  /** In fen; of what came in kind, what it is worth. */
  readonly amount: number;
  /** Who gave it: an organisation of the district, or somebody by name. */
  readonly organisationId: string | null;
  readonly sponsor: string | null;
  readonly note: string | null;
  readonly receivedAt: Date | null;
}

/** Money that a program pays. */
export interface NewSpending {
  readonly programId: string;
  /** In fen. */
  readonly amount: number;
  readonly purpose: string;
  readonly payee: string;
  readonly spentAt: Date | null;
}

const CLIENT = 'programs';
const LONGEST_NAME = 100;
const LONGEST_NOTE = 1000;

/** A program's money: one account of the ledger, in fen. What comes in comes from the outside, what is paid goes there. */
export class ProgramMoneyService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /**
   * Records what a sponsor gave. Money is put into the account; what came in kind is kept apart with its worth.
   * @throws Refusal NOT_FOUND for program or organisation; WRONG_STATE when it was cancelled; INVALID, also for neither or both of organisation and name
   */
  receive(actor: Actor, asked: NewFunding): Promise<ProgramFunding> {
    return this.#unit.of(actor, 'program.receive', async tx => {
      const program = await runProgram(tx, asked.programId);
      program.mustBe('PLANNED', 'RUNNING', 'ENDED');
      const id = newId();
      const [amount, receivedAt] = [checkedAmount(asked.amount), past(tx, asked.receivedAt, 'receivedAt')];
      const sponsor = await sponsorOf(tx, asked);
      const transferId = asked.kind === 'MONEY' ? await book(tx, program, `funding ${id}`, amount, receivedAt) : null;
      return tx.create(ProgramFunding, {
        id, programId: program.id, placeId: program.placeId, kind: asked.kind, source: asked.source, organisationId: asked.organisationId, sponsor, amount,
        note: asked.note === null ? null : words(asked.note, LONGEST_NOTE, 'note'), receivedAt, state: 'RECORDED', transferId, recordedById: actor.accountId, recordedAt: tx.at,
      });
    });
  }

  /**
   * Pays for something, within the budget and what the account holds.
   * @throws Refusal NOT_FOUND; WRONG_STATE when it was cancelled; INSUFFICIENT at `amount` beyond the budget, or with too little money; INVALID
   */
  spend(actor: Actor, asked: NewSpending): Promise<ProgramSpending> {
    return this.#unit.of(actor, 'program.spend', async tx => {
      const program = await runProgram(tx, asked.programId);
      program.mustBe('PLANNED', 'RUNNING', 'ENDED');
      const id = newId();
      const [amount, spentAt] = [checkedAmount(asked.amount), past(tx, asked.spentAt, 'spentAt')];
      const left = await budgetLeft(tx, program);
      if (amount > left) throw new Refusal('INSUFFICIENT', `This is beyond the budget, of which ${left} fen are left.`, ['amount']);
      const transferId = await book(tx, program, `spending ${id}`, -amount, spentAt);
      return recordSpending(tx, program, { id, amount, purpose: words(asked.purpose, LONGEST_NOTE, 'purpose'), payee: words(asked.payee, LONGEST_NAME, 'payee'), spentAt, transferId });
    });
  }

  /** Takes back what was recorded by mistake. @throws Refusal NOT_FOUND; WRONG_STATE when it was; INSUFFICIENT when the money has been spent */
  reverseFunding(actor: Actor, fundingId: string): Promise<ProgramFunding> {
    return this.#takeBack(actor, ProgramFunding, 'program.reverse_funding', fundingId, 'fundingId');
  }

  /** Takes back a payment that was recorded by mistake. @throws Refusal NOT_FOUND; WRONG_STATE when it was */
  reverseSpending(actor: Actor, spendingId: string): Promise<ProgramSpending> {
    return this.#takeBack(actor, ProgramSpending, 'program.reverse_spending', spendingId, 'spendingId');
  }

  #takeBack<E extends ProgramFunding | ProgramSpending>(actor: Actor, entity: new () => E, command: string, id: string, field: string): Promise<E> {
    return this.#unit.of(actor, command, async tx => {
      const found = await tx.findOne<ProgramFunding | ProgramSpending>(entity, { id });
      if (found) await runProgram(tx, found.programId).catch(hiddenAs(field));
      const entry = found && (await tx.get<ProgramFunding | ProgramSpending>(entity, id));
      if (!entry) throw new Refusal('NOT_FOUND', 'No such entry.', [field]);
      if (entry.state === 'REVERSED') throw new Refusal('WRONG_STATE', 'It was taken back already.', [field]);
      if (entry.transferId) await reverse(tx, entry.transferId);
      entry.state = 'REVERSED';
      return entry as E;
    });
  }
}

/** Moves money between the outside and a program: in when positive, out when negative. @returns the transfer's id */
async function book(tx: Transaction, program: Program, key: string, amount: number, occurredAt: Date): Promise<string> {
  const [world, own] = [await accountOf(tx, 'FEN', 'WORLD', null), await accountOf(tx, 'FEN', 'PROGRAM', program.id)];
  const posting = amount > 0 ? { source: world, destination: own, amount } : { source: own, destination: world, amount: -amount };
  const made = await transfer(tx, {
    kind: amount > 0 ? 'FUNDING' : 'CHARGE', unit: 'FEN', client: CLIENT, key, postings: [posting], placeId: program.placeId,
    subject: { kind: 'Program', id: program.id }, occurredAt,
  });
  return made.id;
}

async function sponsorOf(tx: Transaction, { organisationId, sponsor }: NewFunding): Promise<string> {
  if ((organisationId === null) === (sponsor === null)) throw new Refusal('INVALID', 'Name an organisation, or whoever else gave it.', ['sponsor']);
  if (sponsor !== null) return words(sponsor, LONGEST_NAME, 'sponsor');
  const organisation = await tx.keep(Organisation, organisationId ?? '');
  if (!organisation) throw new Refusal('NOT_FOUND', 'No such organisation.', ['organisationId']);
  return organisation.name;
}

function past(tx: Transaction, at: Date | null, field: string): Date {
  if (at && at > tx.at) throw new Refusal('INVALID', 'This has not happened yet.', [field]);
  return at ?? tx.at;
}
