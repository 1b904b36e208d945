import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { given } from '../graphql/given.ts';
import { rowId } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { AddressCloseInput, AddressCreateBuildingInput, AddressCreateInput, AddressMoveInput, AddressUpdateInput } from './address.input.ts';
import { AddressCreateBuildingPayload, AddressPayload } from './address.type.ts';

/** Commands on addresses, by admins and grid workers over their place. */
@Resolver()
export class AddressCommandsResolver {
  @Command(() => AddressPayload, '新建地址 Enters an address of a place.')
  async addressCreate(@Input(() => AddressCreateInput) input: AddressCreateInput, @Ctx() { operation }: Context) {
    const { use, compound } = input;
    const { building, unit, room, shopName, position, external } = given(input);
    const address = await operation.domain.addresses.create(operation.by(input), {
      placeId: rowId('Place', input.placeId), use, compound, building, unit, room, shopName, position, external,
    });
    return { address };
  }

  @Command(() => AddressCreateBuildingPayload, '批量建房 Enters all rooms of a building; those that are known there already stay as they are.')
  async addressCreateBuilding(@Input(() => AddressCreateBuildingInput) input: AddressCreateBuildingInput, @Ctx() { operation }: Context) {
    const { use, compound, building, units, floors, rooms } = input;
    const place = await operation.domain.addresses.createBuilding(operation.by(input), {
      placeId: rowId('Place', input.placeId), use, compound, building, units, floors, rooms, position: input.position ?? undefined,
    });
    return { place };
  }

  @Command(() => AddressPayload, '更正地址 Says anew what an address is.')
  async addressUpdate(@Input(() => AddressUpdateInput) input: AddressUpdateInput, @Ctx() { operation }: Context) {
    const { use, compound, building, unit, room, shopName, position } = given(input);
    const address = await operation.domain.addresses.update(operation.by(input), rowId('Address', input.addressId), {
      use, compound, building, unit, room, shopName, position,
    });
    return { address };
  }

  @Command(() => AddressPayload, '注销地址 An address is no more; its history stays.')
  async addressClose(@Input(() => AddressCloseInput) input: AddressCloseInput, @Ctx() { operation }: Context) {
    return { address: await operation.domain.addresses.close(operation.by(input), rowId('Address', input.addressId)) };
  }

  @Command(() => AddressPayload, '划转地址 An address comes to another place; who lives there and what is open there goes with it.')
  async addressMove(@Input(() => AddressMoveInput) input: AddressMoveInput, @Ctx() { operation }: Context) {
    const address = await operation.domain.addresses.move(
      operation.by(input), rowId('Address', input.addressId), rowId('Place', input.placeId), input.day ?? undefined);
    return { address };
  }
}
