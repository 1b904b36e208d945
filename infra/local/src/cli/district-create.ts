import { Command } from 'commander';
import { countOfAccounts } from '@linli/domain/access/access.read';
import { oneTimePassword } from '@linli/domain/access/password';
import type { Domain } from '@linli/domain/domain';
import { rootPlace } from '@linli/domain/places/places.read';
import { system } from '@linli/domain/shared/performer';
import { one } from '@linli/domain/shared/read';
import { parseDistrict } from './district.ts';
import { withDomain } from './with-domain.ts';

const ABOUT = `导入一个区县的街道和社区，并给出首位管理员的一次性密码；再运行一次不改动任何数据。
Imports a county-level division with its streets and communities from the official table, and prints a one-time
sign-in for its first administrator. Run again it changes nothing.`;

const FIRST_LOGIN = 'admin';

/** `npm run district:create -- 419001` */
export const districtCreate = new Command('district:create')
  .usage('-- <code>')
  .description(ABOUT)
  .argument('<code>', '六位区划代码 official code, six digits (济源市 Jiyuan: 419001)', parseDistrict)
  .action((code: number) => withDomain(domain => create(domain, code)));

async function create(domain: Domain, code: number): Promise<void> {
  const { name, streets, communities, created } = await domain.districts.create(code);
  const what = `${name} ${code}：${streets} 个街道 streets，${communities} 个社区 communities`;
  console.log(`${what}。${created ? '已导入 imported.' : '已经在库，未作改动 was there already, nothing changed.'}`);
  const password = await makeFirstAdministrator(domain, code, name);
  if (password === undefined) return;
  console.log(`
首位管理员（密码只显示这一次，登录一次后须另设）
First administrator (the password is shown once and good for one sign-in, which asks for a new one):
  区县 district   ${code}
  账号 login      ${FIRST_LOGIN}
  密码 password   ${password}

下一步 next: npm start, sign in, and mark the streets that begin to work with Linli:
  npm run place:onboard -- --district ${code} --code <街道代码 code of a street>`);
}

/** @returns the one-time password, undefined when the district has accounts already */
async function makeFirstAdministrator(domain: Domain, districtId: number, name: string): Promise<string | undefined> {
  const snapshot = domain.connections.snapshot(districtId);
  try {
    const [accounts, root] = await Promise.all([one(snapshot, countOfAccounts), one(snapshot, rootPlace)]);
    if (accounts?.n !== 0 || !root) return undefined;
    const password = oneTimePassword();
    await domain.access.createAccount(system(districtId), {
      login: FIRST_LOGIN, displayName: `${name}管理员`, password, once: true, roles: [{ role: 'DISTRICT_ADMIN', placeId: root.id }],
    });
    return password;
  } finally {
    await snapshot.close();
  }
}
