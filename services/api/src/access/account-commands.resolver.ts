import type { Account } from '@linli/domain/access/account.entity';
import type { FirstPassword } from '@linli/domain/access/accounts.service';
import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { rowId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { AccountInput, AccountInviteInput, AccountPasswordPayload, AccountPayload, AccountRenameInput } from './account.type.ts';

/** Commands on accounts, by admins who may grant all that the account holds. */
@Resolver()
export class AccountCommandsResolver {
  @Command(() => AccountPasswordPayload, '邀请 Gives somebody an account with its roles, and a one-time password to hand over.')
  async accountInvite(@Input(() => AccountInviteInput) input: AccountInviteInput, @Ctx() { operation }: Context) {
    const { login, displayName, phone, roles, organisationId, residentId } = input;
    const invited = await operation.domain.accounts.invite(operation.by(input), {
      login, displayName, phone: phone ?? undefined, organisationId: rowIdOrNull('Organisation', organisationId) ?? undefined, residentId: rowIdOrNull('Resident', residentId) ?? undefined,
      roles: roles.map(({ role, placeId, validFrom, validTo }) => ({
        role, placeId: rowId('Place', placeId), validFrom: validFrom ?? undefined, validTo: validTo ?? undefined,
      })),
    });
    return withPassword(operation, invited);
  }

  @Command(() => AccountPasswordPayload, '重置密码 Replaces the password by a one-time one, and ends all sessions of the account.')
  async accountReset(@Input(() => AccountInput) input: AccountInput, @Ctx() { operation }: Context) {
    return withPassword(operation, await operation.domain.accounts.reset(operation.by(input), rowId('Account', input.accountId)));
  }

  @Command(() => AccountPayload, '停用 Has nobody sign in by an account, and ends its sessions and open subscriptions.')
  async accountDisable(@Input(() => AccountInput) input: AccountInput, @Ctx() { operation }: Context) {
    return answer(operation, await operation.domain.accounts.disable(operation.by(input), rowId('Account', input.accountId)));
  }

  @Command(() => AccountPayload, '启用 Lets an account that was disabled sign in again.')
  async accountEnable(@Input(() => AccountInput) input: AccountInput, @Ctx() { operation }: Context) {
    return answer(operation, await operation.domain.accounts.enable(operation.by(input), rowId('Account', input.accountId)));
  }

  @Command(() => AccountPayload, '改名 Changes the name shown to colleagues.')
  async accountRename(@Input(() => AccountRenameInput) input: AccountRenameInput, @Ctx() { operation }: Context) {
    const { accountId, displayName } = input;
    return answer(operation, await operation.domain.accounts.rename(operation.by(input), rowId('Account', accountId), displayName));
  }
}

/** As a reader sees it, who has never anything of its password. */
async function answer(operation: Operation, { id }: Account) {
  await operation.release();
  return { account: await operation.loaders.accountSeen.load(id) };
}

async function withPassword(operation: Operation, { account, password }: FirstPassword) {
  return { ...(await answer(operation, account)), password, passwordUntil: password === null ? null : account.passwordUntil };
}
