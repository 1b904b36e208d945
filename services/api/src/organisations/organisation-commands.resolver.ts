import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { rowId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import {
  OrganisationAddContactInput, OrganisationChangeInput, OrganisationCreateInput, OrganisationInput, OrganisationPayload,
  OrganisationRemoveContactInput, OrganisationSetDutiesInput,
} from './organisation.input.ts';

/** Commands on organisations, by admins over the place that they serve. */
@Resolver()
export class OrganisationCommandsResolver {
  @Command(() => OrganisationPayload, '新增单位 Enters an organisation.')
  async organisationCreate(@Input(() => OrganisationCreateInput) input: OrganisationCreateInput, @Ctx() { operation }: Context) {
    const { name, kind, external } = input;
    return { organisation: await operation.domain.organisations.create(operation.by(input), {
      placeId: rowId('Place', input.placeId), name, kind, external: external ?? undefined,
    }) };
  }

  @Command(() => OrganisationPayload, '修改单位 Changes what is given.')
  async organisationChange(@Input(() => OrganisationChangeInput) input: OrganisationChangeInput, @Ctx() { operation }: Context) {
    const placeId = rowIdOrNull('Place', input.placeId);
    return { organisation: await operation.domain.organisations.change(operation.by(input), organisationId(input), {
      ...(placeId !== null && { placeId }), ...(typeof input.name === 'string' && { name: input.name }), ...(input.kind && { kind: input.kind }),
    }) };
  }

  @Command(() => OrganisationPayload, '停用单位 From now on it gets nothing new; refused while it has open cases.')
  async organisationClose(@Input(() => OrganisationInput) input: OrganisationInput, @Ctx() { operation }: Context) {
    return { organisation: await operation.domain.organisations.close(operation.by(input), organisationId(input)) };
  }

  @Command(() => OrganisationPayload, '职责清单 Says which categories of cases it answers for.')
  async organisationSetDuties(@Input(() => OrganisationSetDutiesInput) input: OrganisationSetDutiesInput, @Ctx() { operation }: Context) {
    const categoryIds = input.categoryIds.map(id => rowId('CaseCategory', id));
    return { organisation: await operation.domain.organisations.setDuties(operation.by(input), organisationId(input), categoryIds) };
  }

  @Command(() => OrganisationPayload, '新增联系人 Adds somebody to call.')
  async organisationAddContact(@Input(() => OrganisationAddContactInput) input: OrganisationAddContactInput, @Ctx() { operation }: Context) {
    return { organisation: await operation.domain.organisations.addContact(operation.by(input), organisationId(input), input) };
  }

  @Command(() => OrganisationPayload, '移除联系人 Takes somebody off the contacts.')
  async organisationRemoveContact(@Input(() => OrganisationRemoveContactInput) input: OrganisationRemoveContactInput, @Ctx() { operation }: Context) {
    return { organisation: await operation.domain.organisations.removeContact(operation.by(input), rowId('OrganisationContact', input.contactId)) };
  }
}

function organisationId(input: OrganisationInput): string {
  return rowId('Organisation', input.organisationId);
}
