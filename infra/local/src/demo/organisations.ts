import { CaseCategory } from '@linli/domain/cases/case-category.entity';
import type { Domain } from '@linli/domain/domain';
import { OrganisationDuty } from '@linli/domain/organisations/organisation-duty.entity';
import { Organisation, type OrganisationKind } from '@linli/domain/organisations/organisation.entity';
import { newId } from '@linli/domain/shared/ids';
import { system } from '@linli/domain/shared/performer';
import type { NewRow } from '@linli/domain/shared/read';
import type { MadeDistrict } from './places.ts';

interface Planned {
  readonly name: (place: string) => string;
  readonly kind: OrganisationKind;
  /** Codes of the categories it answers for. */
  readonly duties: readonly string[];
}

/** What every street has, and every community. */
const OF_STREET: readonly Planned[] = [
  { name: street => `${street}综合行政执法队`, kind: 'DEPARTMENT', duties: ['environment', 'noise', 'parking'] },
  { name: street => `${street}应急管理所`, kind: 'DEPARTMENT', duties: ['safety'] },
  { name: street => `${street}养老服务中心`, kind: 'SERVICE_PROVIDER', duties: ['elderly'] },
];
const OF_COMMUNITY: readonly Planned[] = [{ name: community => `${community}物业服务公司`, kind: 'PROPERTY_MANAGER', duties: ['property', 'facilities'] }];

/** Makes up the organisations that cases may be assigned to. @returns the property manager of each community, by the community's code */
export async function makeOrganisations(domain: Domain, made: MadeDistrict, since: Date): Promise<ReadonlyMap<string, { readonly id: string; readonly name: string }>> {
  const organisations: NewRow<Organisation>[] = [];
  const wanted: { organisationId: string; code: string }[] = [];
  const add = (placeId: string, place: string, { name, kind, duties }: Planned) => {
    const organisation = {
      id: newId(), placeId, name: name(place), kind, externalSystem: null, externalId: null, closedAt: null, dataOrigin: 'GENERATED', recordedAt: since, updatedAt: since,
    } as const;
    organisations.push(organisation);
    wanted.push(...duties.map(code => ({ organisationId: organisation.id, code })));
    return organisation;
  };
  const managers = new Map<string, { id: string; name: string }>();
  for (const street of made.streets) {
    for (const planned of OF_STREET) add(street.id, street.name, planned);
    for (const { id, plan } of street.communities) for (const planned of OF_COMMUNITY) managers.set(plan.code, add(id, plan.name, planned));
  }
  await domain.unit.of(system(made.districtId), 'demo.load', async tx => {
    const categories = new Map((await tx.find(CaseCategory, {})).map(({ id, code }) => [code, id]));
    await tx.bulkInsert(Organisation, organisations);
    await tx.bulkInsert(OrganisationDuty, wanted.map(({ organisationId, code }) => ({ id: newId(), organisationId, categoryId: categories.get(code) ?? '' })));
  });
  return managers;
}
