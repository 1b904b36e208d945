import { mustAdministerDistrict } from '../register/acting.ts';
import type { Performer } from '../shared/performer.ts';
import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { DEFAULT_RULES, checkedRules, type PolicyRules } from './policy.rule.ts';
import { ServiceType } from './service-type.entity.ts';
import { TimeBankPolicy } from './time-bank-policy.entity.ts';

/** What a district decides of its time bank: its rules as data, and what services there are. By its admins. */
export class TimeBankSettingsService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /** Changes the rules that are given; services that are confirmed from now on follow them. @throws Refusal NOT_ALLOWED; INVALID at a rule */
  setPolicy(performer: Performer, changes: Partial<PolicyRules>): Promise<TimeBankPolicy> {
    return this.#unit.of(performer, 'time_bank.set_policy', async tx => {
      await mustAdministerDistrict(tx, performer);
      const [known] = await tx.getAll(TimeBankPolicy, {});
      const rules = checkedRules({ ...rulesIn(known), ...changes });
      if (!known) return tx.create(TimeBankPolicy, { id: newId(), ...rules, payers: [...rules.payers], updatedAt: tx.at });
      return Object.assign(known, { ...rules, payers: [...rules.payers], updatedAt: tx.at });
    });
  }

  /** @throws Refusal NOT_ALLOWED; INVALID for no code or name; CONFLICT for a code that is taken */
  createServiceType(performer: Performer, { code, name }: { readonly code: string; readonly name: string }): Promise<ServiceType> {
    return this.#unit.of(performer, 'service_type.create', async tx => {
      await mustAdministerDistrict(tx, performer);
      const asked = { code: words(code, 50, 'code'), name: words(name, 50, 'name') };
      if (await tx.findOne(ServiceType, { code: asked.code })) throw new Refusal('CONFLICT', 'There is a service with this code.', ['code']);
      return tx.create(ServiceType, { id: newId(), ...asked, closedAt: null });
    });
  }

  /** Nothing new of it is entered from now on. @throws Refusal NOT_ALLOWED; NOT_FOUND */
  closeServiceType(performer: Performer, serviceTypeId: string): Promise<ServiceType> {
    return this.#unit.of(performer, 'service_type.close', async tx => {
      await mustAdministerDistrict(tx, performer);
      const found = await tx.get(ServiceType, serviceTypeId);
      if (!found) throw new Refusal('NOT_FOUND', 'No such service.', ['serviceTypeId']);
      found.closedAt ??= tx.at;
      return found;
    });
  }
}

/** The rules that hold in the district. */
export async function rulesOf(tx: Transaction): Promise<PolicyRules> {
  return rulesIn(await tx.findOne(TimeBankPolicy, {}));
}

function rulesIn(policy: TimeBankPolicy | null | undefined): PolicyRules {
  if (!policy) return DEFAULT_RULES;
  const names = Object.keys(DEFAULT_RULES) as (keyof PolicyRules)[];
  return Object.fromEntries(names.map(name => [name, policy[name]])) as unknown as PolicyRules;
}

/** A service that is offered. @throws Refusal NOT_FOUND; WRONG_STATE for one that is closed */
export async function openServiceType(tx: Transaction, serviceTypeId: string, field = 'serviceTypeId'): Promise<ServiceType> {
  const found = await tx.findOne(ServiceType, { id: serviceTypeId });
  if (!found) throw new Refusal('NOT_FOUND', 'No such service.', [field]);
  if (found.closedAt) throw new Refusal('WRONG_STATE', 'This service is offered no longer.', [field]);
  return found;
}
