import { ADMINS, holds } from '@linli/domain/access/actor';
import {
  organisationCount, organisationPage, organisationsChanged, type OrganisationFilterValues, type OrganisationRow,
} from '@linli/domain/organisations/organisations.read';
import { maskName, maskPhone } from '@linli/domain/people/masking';
import { isId } from '@linli/domain/shared/ids';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { RecordChangeType, shownHistory, type RecordChange } from '../audit/history.type.ts';
import { CaseCategoryType } from '../cases/case.type.ts';
import { changesSince } from '../graphql/changes.ts';
import { decodeCursor, pageOf, pageSize, type Page } from '../graphql/connection.ts';
import { badInput } from '../graphql/errors.ts';
import { ExternalType, shownExternal } from '../graphql/external.type.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowId, rowIdOrNull } from '../graphql/global-id.ts';
import { seerOf } from '../graphql/loaders.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { PlaceType } from '../places/place.type.ts';
import { OrganisationFilter } from './organisation.input.ts';
import { OrganisationChanges, OrganisationConnection, OrganisationContactType, OrganisationType } from './organisation.type.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Reading organisations: the staff sees all of the district's, their own people their own. */
@Resolver(() => OrganisationType)
export class OrganisationResolver {
  @Query(() => OrganisationConnection, { description: '单位列表 Organisations, by name.' })
  async organisations(
    @Arg('filter', () => OrganisationFilter, { nullable: true, description: 'Which ones.' }) filter: OrganisationFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) asked: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ): Promise<Page<OrganisationRow>> {
    const first = pageSize(asked);
    const values: OrganisationFilterValues = [
      ...seerOf(operation), rowIdOrNull('Place', filter?.placeId), filter?.kinds ?? null, filter?.search?.trim() || null,
      rowIdOrNull('CaseCategory', filter?.categoryId), filter?.includeClosed ?? false,
    ];
    const [name, id] = isGiven(after) ? position(after) : ['', NOBODY];
    const rows = await operation.rows(organisationPage, ...values, name, id, first + 1);
    return pageOf(rows, first, isGiven(after), row => [row.name, row.id], async () => (await one(operation, organisationCount, ...values))?.n ?? 0);
  }

  @Query(() => OrganisationType, { nullable: true, description: '单位 An organisation by id; null when there is none that one may see.' })
  organisation(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.organisationSeen.load(rowId('Organisation', id));
  }

  @Query(() => OrganisationChanges, { description: '增量 Organisations that changed since one last asked, each once, as they are now; everything when asked for the first time.' })
  organisationsChanged(
    @Arg('since', () => String, { nullable: true, description: 'The cursor that the last answer gave; absent the first time.' }) since: string | undefined,
    @Arg('first', () => Int, { defaultValue: 100, description: 'Rows in the answer, 1 to 100.' }) first: number,
    @Ctx() { operation }: Context,
  ) {
    return changesSince(operation, since, first, ({ xid, id }, limit) => operation.rows(organisationsChanged, ...seerOf(operation), xid, id, limit));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() organisation: OrganisationRow): string {
    return globalId('Organisation', organisation.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '服务地点 The place that it serves, with everything under it.' })
  place(@Root() organisation: OrganisationRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(organisation.placeId);
  }

  @FieldResolver(() => ExternalType, { nullable: true, description: '外部编号 Where it stands in another system.' })
  external(@Root() organisation: OrganisationRow): ExternalType | null {
    return shownExternal(organisation);
  }

  @FieldResolver(() => [CaseCategoryType], { description: '职责清单 The categories of cases that it answers for.' })
  async duties(@Root() organisation: OrganisationRow, @Ctx() { operation }: Context) {
    const duties = await operation.loaders.duties.load(organisation.id);
    return (await Promise.all(duties.map(({ categoryId }) => operation.loaders.category.load(categoryId)))).filter(found => found !== null);
  }

  @FieldResolver(() => [OrganisationContactType], { description: '联系人 Whom to call there, masked; empty to all but the staff and its own people.' })
  async contacts(@Root() organisation: OrganisationRow, @Ctx() { operation }: Context): Promise<OrganisationContactType[]> {
    if (!(await operation.loaders.organisationSeen.load(organisation.id))) return [];
    return (await operation.loaders.contacts.load(organisation.id)).map(({ id, name, phoneSealed }) => ({
      id: globalId('OrganisationContact', id), name: maskName(name), phone: maskPhone(operation.domain.sealer.open(phoneSealed)),
    }));
  }

  @FieldResolver(() => [RecordChangeType], { nullable: true, description: '变更记录 What it was before, the latest change first; null for all but admins over its place.' })
  async history(@Root() organisation: OrganisationRow, @Ctx() { operation }: Context): Promise<RecordChange[] | null> {
    return (await administers(operation, organisation)) ? shownHistory(operation, organisation.id) : null;
  }
}

async function administers({ actor, loaders }: Operation, { placeId }: OrganisationRow): Promise<boolean> {
  return holds(actor, ADMINS, (await loaders.lineage.load(placeId)).map(line => line.ancestorId));
}

function position(after: string): [string, string] {
  const [name = '', id = ''] = decodeCursor(after, 2);
  if (!isId(id)) throw badInput('This is not a cursor of this list.');
  return [name, id];
}
