import { holds, STAFF } from '@linli/domain/access/actor';
import { maskIdNumber, maskName, maskPhone } from '@linli/domain/people/masking';
import { maySeeDisclosures } from '@linli/domain/register/register.policy';
import { residentsChanged, type ResidentRow } from '@linli/domain/register/register.read';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Viewer } from '../access/access.type.ts';
import { AttachmentType } from '../attachments/attachment.type.ts';
import { RecordChangeType, shownHistory, type RecordChange } from '../audit/history.type.ts';
import { ChangesArgs, changesSince } from '../graphql/changes.ts';
import { ExternalType, shownExternal } from '../graphql/external.type.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowId, rowIdOrNull } from '../graphql/global-id.ts';
import { recordKey, worksAt } from '../graphql/loaders.ts';
import type { Context } from '../graphql/operation.ts';
import { AddressType } from '../places/address.type.ts';
import { PlaceType, WorkerType } from '../places/place.type.ts';
import { HouseholdType } from './household.type.ts';
import { listed } from './resident-list.ts';
import { ResidentFilter } from './resident.input.ts';
import { ConsentType, DisclosureType, KinType, ProxyType, ResidenceType, ResidentChanges, ResidentConnection, ResidentType } from './resident.type.ts';
import { lineageOf, shownAccount, shownKin } from './shown.ts';

/** Reading the register: staff see who lives under the places they work at, residents themselves and whom they act for. */
@Resolver(() => ResidentType)
export class ResidentResolver {
  @Query(() => ResidentType, { nullable: true, description: '居民 A resident by id; null when there is none that one may see.' })
  resident(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.resident.load(rowId('Resident', id));
  }

  @Query(() => ResidentConnection, { description: '居民名册 Residents under the places one works at, by pinyin; found by name, pinyin, initials, or a whole ID or telephone number.' })
  residents(
    @Arg('search', () => String, { nullable: true, description: '查找 The beginning of a name, of its pinyin or of its initials; or a whole ID or telephone number.' }) search: string | undefined,
    @Arg('filter', () => ResidentFilter, { nullable: true, description: 'Which ones.' }) filter: ResidentFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    return listed(operation, search ?? '', filter ?? {}, first, after);
  }

  @Query(() => ResidentChanges, { description: '增量 Residents that changed since one last asked, each once, as they are now; everything when asked for the first time.' })
  async residentsChanged(@Args(() => ChangesArgs) { since, placeId, first }: ChangesArgs, @Ctx() { operation }: Context) {
    const seen = [await operation.loaders.own(), worksAt(operation), rowIdOrNull('Place', placeId)] as const;
    return changesSince(operation, since, first, ({ xid, id }, limit) => operation.rows(residentsChanged, ...seen, xid, id, limit));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() resident: ResidentRow): string {
    return globalId('Resident', resident.id);
  }

  @FieldResolver(() => String, { description: '姓名 Masked, 张**; — when the personal data is gone.' })
  name(@Root() { name, erasedAt }: ResidentRow): string {
    return isGiven(erasedAt) ? name : maskName(name);
  }

  @FieldResolver(() => String, { nullable: true, description: '电话 Masked, 138****5678; null where none is known.' })
  phone(@Root() { phoneSealed }: ResidentRow, @Ctx() { operation }: Context): string | null {
    return isGiven(phoneSealed) ? maskPhone(operation.domain.sealer.open(phoneSealed)) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: '身份证号 First and last character; null where none is known.' })
  idNumber(@Root() { idNumberSealed }: ResidentRow, @Ctx() { operation }: Context): string | null {
    return isGiven(idNumberSealed) ? maskIdNumber(operation.domain.sealer.open(idNumberSealed)) : null;
  }

  @FieldResolver(() => ExternalType, { nullable: true, description: '外部编号 Where they stand in another system.' })
  external(@Root() resident: ResidentRow): ExternalType | null {
    return shownExternal(resident);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '居住地 Where they live, or lived last.' })
  place(@Root() resident: ResidentRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(resident.placeId);
  }

  @FieldResolver(() => AddressType, { nullable: true, description: '地址' })
  address(@Root() { addressId }: ResidentRow, @Ctx() { operation }: Context) {
    return isGiven(addressId) ? operation.loaders.address.load(addressId) : null;
  }

  @FieldResolver(() => HouseholdType, { nullable: true, description: '所属户' })
  household(@Root() { householdId }: ResidentRow, @Ctx() { operation }: Context) {
    return isGiven(householdId) ? operation.loaders.household.load(householdId) : null;
  }

  @FieldResolver(() => WorkerType, { nullable: true, description: '核实人 Who last made sure of the record.' })
  lastVerifiedBy(@Root() { lastVerifiedById }: ResidentRow, @Ctx() { operation }: Context) {
    return shownAccount(operation, lastVerifiedById);
  }

  @FieldResolver(() => [ResidenceType], { description: '居住经历 All residences, the latest first.' })
  async residences(@Root() { id }: ResidentRow, @Ctx() { operation: { loaders } }: Context) {
    return Promise.all((await loaders.residences.load(id)).map(async stay => ({
      ...stay, place: await loaders.place.load(stay.placeId), address: stay.addressId ? await loaders.address.load(stay.addressId) : null,
    })));
  }

  @FieldResolver(() => [KinType], { description: '亲属 Kin, in the register or outside it.' })
  async kin(@Root() { id }: ResidentRow, @Ctx() { operation }: Context) {
    return Promise.all((await operation.loaders.kin.load(id)).map(kin => shownKin(operation, kin)));
  }

  @FieldResolver(() => [ProxyType], { description: '代办人 Who may act for them, or might, the latest first.' })
  async proxies(@Root() { id }: ResidentRow, @Ctx() { operation }: Context) {
    return Promise.all((await operation.loaders.proxies.load(id)).map(async proxy => ({
      ...proxy, id: globalId('Proxy', proxy.id), holder: await shownAccount(operation, proxy.holderId),
    })));
  }

  @FieldResolver(() => [ConsentType], { description: '同意 What they agreed to, the latest first.' })
  async consents(@Root() { id }: ResidentRow, @Ctx() { operation }: Context) {
    return (await operation.loaders.consents.load(id)).map(consent => ({ ...consent, id: globalId('Consent', consent.id) }));
  }

  @FieldResolver(() => [AttachmentType], { description: '附件 Files that belong to the record, the first attached first.' })
  attachments(@Root() { id }: ResidentRow, @Ctx() { operation }: Context) {
    return operation.loaders.attachments.load(recordKey({ recordKind: 'Resident', recordId: id }));
  }

  @FieldResolver(() => [DisclosureType], { nullable: true, description: '披露记录 To whom their data was shown, the latest first; for admins over the place and for themselves, null for others.' })
  async disclosures(@Root() { id, placeId }: ResidentRow, @Ctx() { operation }: Context) {
    const may = operation.actor.residentId === id || maySeeDisclosures(operation.actor, await lineageOf(operation, placeId));
    if (!may) return null;
    const found = await operation.loaders.disclosures.load(id);
    return Promise.all(found.map(async disclosure => ({ ...disclosure, account: await shownAccount(operation, disclosure.accountId) })));
  }

  @FieldResolver(() => [RecordChangeType], { nullable: true, description: '变更记录 What the record was before, the latest change first, masked; for staff over the place and for themselves.' })
  async history(@Root() { id, placeId }: ResidentRow, @Ctx() { operation }: Context): Promise<RecordChange[] | null> {
    const may = operation.actor.residentId === id || holds(operation.actor, STAFF, await lineageOf(operation, placeId));
    return may ? shownHistory(operation, id) : null;
  }
}

/** Who of the register is whoever is signed in. */
@Resolver(() => Viewer)
export class ViewerResidentResolver {
  @FieldResolver(() => ResidentType, { nullable: true, description: '本人 One\'s own record; null when the account is no resident\'s.' })
  resident(@Ctx() { operation }: Context) {
    const { residentId } = operation.actor;
    return residentId === null ? null : operation.loaders.resident.load(residentId);
  }

  @FieldResolver(() => [ResidentType], { description: '可代办 Whom one may act for.' })
  async proxyFor(@Ctx() { operation: { actor, loaders } }: Context) {
    const found = await Promise.all((await loaders.own()).filter(id => id !== actor.residentId).map(id => loaders.resident.load(id)));
    return found.filter(resident => resident !== null);
  }
}
