import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { rowId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { RoleChangeEndInput, RoleGrantInput, RolePayload, RoleRevokeInput } from './role.input.ts';

/** Commands on roles: who may do what where, and when. */
@Resolver()
export class RoleCommandsResolver {
  @Command(() => RolePayload, '授权 Gives an account a role at a place, from now or later, also to stand in for somebody.')
  async roleGrant(@Input(() => RoleGrantInput) input: RoleGrantInput, @Ctx() { operation }: Context) {
    const { accountId, role, placeId, validFrom, validTo, standsInForId } = input;
    const membership = await operation.domain.roles.grant(operation.by(input), rowId('Account', accountId), {
      role, placeId: rowId('Place', placeId), validFrom: validFrom ?? undefined, validTo: validTo ?? undefined,
      standsInForId: rowIdOrNull('Membership', standsInForId) ?? undefined,
    });
    return { membership };
  }

  @Command(() => RolePayload, '撤销授权 Takes a role away, at once, on open subscriptions too.')
  async roleRevoke(@Input(() => RoleRevokeInput) input: RoleRevokeInput, @Ctx() { operation }: Context) {
    return { membership: await operation.domain.roles.revoke(operation.by(input), rowId('Membership', input.membershipId)) };
  }

  @Command(() => RolePayload, '调整任期 Sets when a role ends that is held or to be held.')
  async roleChangeEnd(@Input(() => RoleChangeEndInput) input: RoleChangeEndInput, @Ctx() { operation }: Context) {
    const { membershipId, validTo } = input;
    return { membership: await operation.domain.roles.changeEnd(operation.by(input), rowId('Membership', membershipId), validTo ?? null) };
  }
}
