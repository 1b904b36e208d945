import type { Actor } from '../access/actor.ts';
import { Organisation } from '../organisations/organisation.entity.ts';
import { openPlace } from '../places/open-place.ts';
import { lineageOf } from '../places/places.service.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { whole } from '../shared/whole.ts';
import { PointsGood, type GoodKind } from './points-good.entity.ts';
import { mayManage } from './points.policy.ts';
import { Redemption } from './redemption.entity.ts';

/** Something for the catalogue. */
export interface NewGood {
  readonly placeId: string;
  readonly organisationId?: string | undefined;
  readonly name: string;
  readonly description?: string | undefined;
  readonly kind: GoodKind;
  /** In points, each. */
  readonly price: number;
  readonly stock: number;
}

const LONGEST_NAME = 100;
const LONGEST_DESCRIPTION = 1000;
const MOST_PRICE = 1_000_000;
const MOST_STOCK = 1_000_000;

/** The catalogue, kept by admins over the place that something is offered at. */
export class PointsGoodsService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /** Offers something. @throws Refusal NOT_FOUND for place or organisation; WRONG_STATE for one that has closed; INVALID */
  create(actor: Performer, asked: NewGood): Promise<PointsGood> {
    return this.#unit.of(actor, 'points_good.create', async tx => {
      if (!mayManage(actor, await lineageOf(tx, asked.placeId))) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
      const place = await openPlace(tx, asked.placeId);
      if (asked.organisationId !== undefined) {
        const organisation = await tx.keep(Organisation, asked.organisationId);
        if (!organisation) throw new Refusal('NOT_FOUND', 'No such organisation.', ['organisationId']);
        organisation.refuseIfClosed(['organisationId']);
      }
      return tx.create(PointsGood, {
        id: newId(), placeId: place.id, organisationId: asked.organisationId ?? null, kind: asked.kind, ...checked(asked),
        stock: whole(asked.stock, 0, MOST_STOCK, 'stock'), closedAt: null, dataOrigin: place.dataOrigin, createdAt: tx.at,
      });
    });
  }

  /** Changes what it is called and costs; redemptions that were quoted keep their price. @throws Refusal NOT_FOUND; INVALID */
  change(actor: Actor, goodId: string, asked: Pick<NewGood, 'name' | 'description' | 'price'>): Promise<PointsGood> {
    return this.#on(actor, 'points_good.change', goodId, async good => Object.assign(good, checked(asked)));
  }

  /** Adds to the stock, or takes from it when `change` is negative. @throws Refusal NOT_FOUND; INVALID; INSUFFICIENT when less is there */
  restock(actor: Actor, goodId: string, change: number): Promise<PointsGood> {
    return this.#on(actor, 'points_good.restock', goodId, async good => {
      const stock = good.stock + whole(change, -MOST_STOCK, MOST_STOCK, 'change');
      if (stock < 0) throw new Refusal('INSUFFICIENT', `There are only ${good.stock}; what is reserved is not in stock.`, ['change']);
      good.stock = whole(stock, 0, MOST_STOCK, 'change');
    });
  }

  /** Offers it no more, or again; what is reserved can still be fetched. @throws Refusal NOT_FOUND */
  offer(actor: Actor, goodId: string, offered: boolean): Promise<PointsGood> {
    return this.#on(actor, 'points_good.offer', goodId, async (good, tx) => {
      good.closedAt = offered ? null : (good.closedAt ?? tx.at);
    });
  }

  /** Marks everything of it that was handed over as settled with whoever provides it. @throws Refusal NOT_FOUND; WRONG_STATE when there is nothing to settle */
  settle(actor: Actor, goodId: string): Promise<PointsGood> {
    return this.#on(actor, 'points_good.settle', goodId, async (good, tx) => {
      const open = await tx.find(Redemption, { goodId: good.id, state: 'FULFILLED' });
      if (open.length === 0) throw new Refusal('WRONG_STATE', 'There is nothing to settle.', ['goodId']);
      await tx.bulkUpdate(Redemption, open.map(({ id }) => id), { state: 'SETTLED', settledAt: tx.at });
    });
  }

  #on(actor: Actor, command: string, goodId: string, work: (good: PointsGood, tx: Transaction) => Promise<unknown>): Promise<PointsGood> {
    return this.#unit.of(actor, command, async tx => {
      const good = await tx.get(PointsGood, goodId);
      if (!good || !mayManage(actor, await lineageOf(tx, good.placeId))) throw new Refusal('NOT_FOUND', 'No such good.', ['goodId']);
      await work(good, tx);
      return good;
    });
  }
}

function checked({ name, description, price }: Pick<NewGood, 'name' | 'description' | 'price'>): Pick<PointsGood, 'name' | 'price'> & { description: string | null } {
  return {
    name: words(name, LONGEST_NAME, 'name'), price: whole(price, 1, MOST_PRICE, 'price'),
    description: description === undefined ? null : words(description, LONGEST_DESCRIPTION, 'description'),
  };
}
