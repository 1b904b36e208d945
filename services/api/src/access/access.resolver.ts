import { Ctx, Query, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { globalId } from '../graphql/global-id.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import {
  AccountSetPasswordInput, AccountSetPasswordPayload, SessionSignInInput, SessionSignInPayload, SessionSignOutPayload, Viewer,
} from './access.type.ts';

/** Signing in and out, and one's own password. */
@Resolver()
export class AccessResolver {
  @Query(() => Viewer, { nullable: true, description: '当前用户 Whoever is signed in; null when nobody is.' })
  viewer(@Ctx() { operation }: Context) {
    return operation.signedIn ? viewerOf(operation) : null;
  }

  @Command(() => SessionSignInPayload, '登录 Begins a session. Refused alike whichever part was wrong.')
  async sessionSignIn(@Input(() => SessionSignInInput) input: SessionSignInInput, @Ctx() { operation }: Context) {
    const { token, expiresAt, actor } = await operation.domain.access.signIn(
      districtNumber(input.district), input.login, input.password, operation.origin);
    operation.become(actor);
    operation.transport.setSession(token, expiresAt);
    return { token, expiresAt, mustSetPassword: actor.mustSetPassword, viewer: await viewerOf(operation) };
  }

  @Command(() => SessionSignOutPayload, '退出 Ends this session, on its open connections too.')
  async sessionSignOut(@Ctx() { operation }: Context) {
    await operation.domain.access.signOut(operation.actor);
    operation.transport.clearSession();
    return {};
  }

  @Command(() => AccountSetPasswordPayload, '设置密码 Sets one\'s own password and ends one\'s other sessions. Asks for the current one, unless a one-time one was just used.')
  async accountSetPassword(@Input(() => AccountSetPasswordInput) input: AccountSetPasswordInput, @Ctx() { operation }: Context) {
    await operation.domain.access.setPassword(operation.by(input), input.password, input.currentPassword ?? null);
    return {};
  }
}

async function viewerOf(operation: Operation): Promise<Viewer | null> {
  const { actor, loaders } = operation;
  const account = await loaders.accountSeen.load(actor.accountId);
  if (!account) return null;
  const roles = await Promise.all(actor.memberships.map(async ({ role, placeId }) => ({ role, place: await loaders.place.load(placeId) })));
  const organisation = actor.organisationId === null ? null : await loaders.organisation.load(actor.organisationId);
  return { ...account, organisation: organisation as unknown as Viewer['organisation'], id: globalId('Account', account.id), mustSetPassword: actor.mustSetPassword, roles: roles as unknown as Viewer['roles'] };
}

/** Not a number becomes a district that nobody has, so that it is refused like any other wrong one. */
function districtNumber(text: string): number {
  return /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : 2_147_483_647;
}
