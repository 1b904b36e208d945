import { Account } from '../access/account.entity.ts';
import type { Actor } from '../access/actor.ts';
import { maskNumbers } from '../people/masking.ts';
import { Resident } from '../people/resident.entity.ts';
import type { Sealer } from '../people/sealed.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import type { CallGateway } from './call-gateway.ts';
import { Disclosure, type RevealedField } from './disclosure.entity.ts';
import { keptResident } from './kept.ts';
import { mayReveal } from './register.policy.ts';
import { ResidentCall } from './resident-call.entity.ts';

/** What was asked to be shown, and what for: in words, or by the open matter that it is for. */
export interface Asked {
  readonly residentId: string;
  readonly fields: readonly RevealedField[];
  readonly purpose?: string | null;
  readonly caseId?: string | null;
}

/** The plain values; null for what is not known, or was not asked. */
export interface Revealed {
  readonly name: string | null;
  readonly idNumber: string | null;
  readonly phone: string | null;
}

/** Registered by the room of matters: what an open one is about, when the actor has it or handles it at their place; else null. */
export type PurposeOf = (tx: Transaction, actor: Actor, caseId: string) => Promise<string | null>;

/** What a job about a call carries. */
export interface CallJob {
  readonly districtId: number;
  readonly callId: string;
}

/** Attempts of a call before it has failed: within two minutes, after which nobody waits for it any more. */
const MOST_ATTEMPTS = 5;

/** Shows personal numbers for a purpose, or reaches people without showing them. Either leaves a record of who was shown what. */
export class DisclosuresService {
  readonly #unit: UnitOfWork;
  readonly #sealer: Sealer;
  readonly #purposeOf: PurposeOf;
  readonly #gateway: CallGateway | null;

  /** @param gateway what places calls; null when the installation has none */
  constructor(unit: UnitOfWork, sealer: Sealer, purposeOf: PurposeOf, gateway: CallGateway | null) {
    this.#unit = unit;
    this.#sealer = sealer;
    this.#purposeOf = purposeOf;
    this.#gateway = gateway;
  }

  /**
   * The plain values, for staff over the place. Sent again, it is another disclosure: values are never remembered.
   * @throws Refusal NOT_FOUND for resident or case; INVALID without purpose or fields; WRONG_STATE when the data was erased
   */
  reveal(actor: Actor, asked: Asked): Promise<Revealed> {
    return this.#unit.of({ ...actor, idempotency: undefined }, 'resident.reveal', async tx => {
      const resident = await this.#disclosed(tx, actor, 'REVEAL', asked);
      const open = (field: RevealedField, sealed: string | null | undefined) => (asked.fields.includes(field) && sealed ? this.#sealer.open(sealed) : null);
      return {
        name: asked.fields.includes('NAME') ? resident.name : null,
        idNumber: open('ID_NUMBER', resident.idNumberSealed),
        phone: open('PHONE', resident.phoneSealed),
      };
    });
  }

  /**
   * Asks for a call to be placed; the number is not shown.
   * @throws Refusal as {@link DisclosuresService.reveal}; WRONG_STATE without a gateway or a number
   */
  call(actor: Actor, asked: Omit<Asked, 'fields'>): Promise<ResidentCall> {
    return this.#unit.of(actor, 'resident.call', async tx => {
      const resident = await this.#disclosed(tx, actor, 'CALL', { ...asked, fields: ['PHONE'] });
      if (!this.#gateway) throw new Refusal('WRONG_STATE', 'Calls need a gateway: set LINLI_CALL_GATEWAY to its address.');
      if (!resident.phoneSealed) throw new Refusal('WRONG_STATE', 'No telephone number is known.', ['residentId']);
      const call = await tx.create(ResidentCall, {
        id: newId(), residentId: resident.id, accountId: actor.accountId, askedAt: tx.at, status: 'ASKED', attempts: 0, endedAt: null,
      });
      const job: CallJob = { districtId: tx.districtId, callId: call.id };
      await tx.execute('/* add_job */ select app.add_job($1, $2::json, $3, $4)', 'resident_call', JSON.stringify(job), tx.at, `resident_call:${tx.districtId}:${call.id}`);
      return call;
    });
  }

  /** By the worker: has the gateway place the call. Runs in vain when it was placed. @throws what the gateway throws, to be tried again */
  async placeCall({ districtId, callId }: CallJob): Promise<void> {
    const found = await this.#unit.of(system(districtId), 'resident.call_attempt', async tx => {
      const call = await tx.get(ResidentCall, callId);
      if (call?.status !== 'ASKED') return null;
      call.attempts += 1;
      const [caller, resident] = [await tx.findOne(Account, { id: call.accountId }), await tx.findOne(Resident, { id: call.residentId })];
      return caller && resident?.phoneSealed ? { from: caller.login, to: this.#sealer.open(resident.phoneSealed) } : null;
    });
    if (!found) return;
    const failure = await this.#place({ id: callId, ...found }).then(() => null, (error: unknown) => error as Error);
    const ended = await this.#unit.of(system(districtId), 'resident.call_end', async tx => {
      const call = await tx.get(ResidentCall, callId);
      if (!call || (failure && call.attempts < MOST_ATTEMPTS)) return false;
      Object.assign(call, { status: failure ? 'FAILED' : 'PLACED', endedAt: tx.at });
      return true;
    });
    if (failure && !ended) throw failure; // the queue comes again, later each time
  }

  async #place(call: Parameters<CallGateway['place']>[0]): Promise<void> {
    if (!this.#gateway) throw new Error('No call gateway is configured.');
    await this.#gateway.place(call);
  }

  /** Finds the resident and the purpose, and leaves the record of it. */
  async #disclosed(tx: Transaction, actor: Actor, kind: Disclosure['kind'], { residentId, fields, purpose, caseId }: Asked): Promise<Resident> {
    const resident = await keptResident(tx, residentId, 'residentId', mayReveal);
    if (fields.length === 0) throw new Refusal('INVALID', 'Name what is to be shown.', ['fields']);
    const matter = caseId ? await this.#purposeOf(tx, actor, caseId) : null;
    if (caseId && matter === null) throw new Refusal('NOT_FOUND', 'No open case that you handle.', ['caseId']);
    if (resident.erasedAt) throw new Refusal('WRONG_STATE', 'This person\'s data was erased.', ['residentId']);
    const told = purpose ? maskNumbers(words(purpose, 500, 'purpose')) : ''; // read by the resident and by admins
    if (!matter && !told) throw new Refusal('INVALID', 'Say what for.', ['purpose']);
    await tx.create(Disclosure, {
      id: newId(), residentId, accountId: actor.accountId, kind, fields: [...new Set(fields)], purpose: [matter, told].filter(Boolean).join('：'),
      caseId: caseId ?? null, at: tx.at,
    });
    return resident;
  }
}
