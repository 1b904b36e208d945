import type { Membership } from '@linli/domain/access/membership.entity';
import { Ctx, Query, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { globalId, rowId } from '../graphql/global-id.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import {
  AccountSetPasswordInput, AccountSetPasswordPayload, RoleGrantInput, RolePayload, RoleRevokeInput, SessionSignInInput,
  SessionSignInPayload, SessionSignOutPayload, Viewer,
} from './access.type.ts';

/** Signing in and out, and who may do what where. */
@Resolver()
export class AccessResolver {
  @Query(() => Viewer, { nullable: true, description: '当前用户 Whoever is signed in; null when nobody is.' })
  viewer(@Ctx() { operation }: Context) {
    return operation.signedIn ? viewerOf(operation) : null;
  }

  @Command(() => SessionSignInPayload, '登录 Begins a session. Refused alike whichever part was wrong.')
  async sessionSignIn(@Input(() => SessionSignInInput) input: SessionSignInInput, @Ctx() { operation }: Context) {
    const { token, expiresAt, actor, mustSetPassword } = await operation.domain.access.signIn(
      districtNumber(input.district), input.login, input.password, operation.origin);
    operation.become(actor);
    operation.transport.setSession(token, expiresAt);
    return { token, expiresAt, mustSetPassword, viewer: await viewerOf(operation) };
  }

  @Command(() => SessionSignOutPayload, '退出 Ends this session, on its open connections too.')
  async sessionSignOut(@Ctx() { operation }: Context) {
    await operation.domain.access.signOut(operation.actor);
    operation.transport.clearSession();
    return {};
  }

  @Command(() => AccountSetPasswordPayload, '设置密码 Sets one\'s own password and ends one\'s other sessions.')
  async accountSetPassword(@Input(() => AccountSetPasswordInput) input: AccountSetPasswordInput, @Ctx() { operation }: Context) {
    await operation.domain.access.setPassword(operation.by(input), input.password);
    return {};
  }

  @Command(() => RolePayload, '授权 Gives an account a role at a place.')
  async roleGrant(@Input(() => RoleGrantInput) input: RoleGrantInput, @Ctx() { operation }: Context) {
    const { accountId, role, placeId } = input;
    const granted = await operation.domain.access.grantRole(
      operation.by(input), rowId('Account', accountId), role, rowId('Place', placeId));
    return { membership: await membershipOf(operation, granted) };
  }

  @Command(() => RolePayload, '撤销授权 Takes a role away, at once, on open subscriptions too.')
  async roleRevoke(@Input(() => RoleRevokeInput) input: RoleRevokeInput, @Ctx() { operation }: Context) {
    const revoked = await operation.domain.access.revokeRole(operation.by(input), rowId('Membership', input.membershipId));
    return { membership: await membershipOf(operation, revoked) };
  }
}

async function viewerOf(operation: Operation): Promise<Viewer | null> {
  const { actor, loaders } = operation;
  const account = await loaders.account.load(actor.accountId);
  if (!account) return null;
  const roles = await Promise.all(actor.memberships.map(async ({ role, placeId }) => ({ role, place: await loaders.place.load(placeId) })));
  return { ...account, id: globalId('Account', account.id), roles: roles as unknown as Viewer['roles'] };
}

async function membershipOf({ loaders }: Operation, { id, role, placeId, validTo }: Membership) {
  return { id: globalId('Membership', id), role, validTo, place: await loaders.place.load(placeId) };
}

/** Not a number becomes a district that nobody has, so that it is refused like any other wrong one. */
function districtNumber(text: string): number {
  return /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : 2_147_483_647;
}
