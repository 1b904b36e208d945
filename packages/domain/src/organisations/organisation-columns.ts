import { maskName, maskPhone } from '../people/masking.ts';
import { CellRefusal, tidy, type CellType } from '../sheets/cell.ts';
import { text, word } from '../sheets/cells.rule.ts';
import { MASKED, mobile } from '../sheets/personal-cells.rule.ts';
import { column, type ValuesOf } from '../sheets/sheet.ts';
import type { OrganisationKind } from './organisation.entity.ts';

/** Contacts of one organisation. */
export const MOST_CONTACTS = 20;

/** Somebody to call, as a sheet has them. */
export interface WrittenContact {
  readonly name: string;
  readonly phone: string;
}

const KINDS = {
  DEPARTMENT: ['职能部门', '部门'], PROPERTY_MANAGER: ['物业公司', '物业'], OWNERS_COMMITTEE: ['业委会', '业主委员会'], SERVICE_PROVIDER: ['服务机构'], SPONSOR: ['捐助单位'], OTHER: ['其他'],
} as const satisfies Record<OrganisationKind, unknown>;

const BETWEEN = /[;；、,，\n]+/;
const NO_CONTACTS = new CellRefusal('NOT_CONTACTS', `应写成“张三 13812345678；李四 13912345678”，最多 ${MOST_CONTACTS} 人。`,
  `Expected "张三 13812345678；李四 13912345678", at most ${MOST_CONTACTS} people.`);

/** The parts of a cell that lists several things. */
function listed(cell: string | number): string[] {
  return String(cell).split(BETWEEN).map(tidy).filter(part => part !== '');
}

function contacts(): CellType<readonly WrittenContact[]> {
  const [name, phone] = [text(100), mobile()];
  return {
    form: { zh: '姓名 手机号，几人之间用分号', en: 'name and mobile number, semicolons between people' },
    read(cell) {
      const read = listed(cell).map(part => {
        const [, first = '', rest = ''] = /^(\D+?)[\s:：]*([\d+*].*)$/u.exec(part) ?? [];
        return { name: name.read(first), phone: rest === '' ? NO_CONTACTS : phone.read(rest), masked: part.includes('*') };
      });
      if (read.some(({ masked }) => masked)) return MASKED;
      const sound = read.flatMap(each => (typeof each.name === 'string' && each.name !== '' && typeof each.phone === 'string' ? [{ name: each.name, phone: each.phone }] : []));
      return sound.length === read.length && sound.length <= MOST_CONTACTS ? sound : NO_CONTACTS;
    },
    write: value => value.map(each => `${each.name} ${each.phone}`).join('；'),
  };
}

function names(): CellType<readonly string[]> {
  return { form: { zh: '几个之间用顿号', en: 'several with 、 between them' }, read: listed, write: value => value.join('、') };
}

/** Departments and other bodies: a line for each. */
export const ORGANISATION_COLUMNS = {
  name: column(text(100), { zh: '单位名称', en: 'Name', required: true, example: '幸福物业' }),
  kind: column(word(KINDS), { zh: '单位类型', en: 'Kind', required: true, example: '物业公司' }),
  place: column(text(100), { zh: '服务范围', en: 'Place', required: true, example: '419001001', note: { zh: '街道、社区或网格的编码或名称', en: 'the code or name of the street, community or grid that it serves' } }),
  duties: column(names(), { zh: '职责类别', en: 'Duties', required: false, example: '物业服务、公共设施', note: { zh: '诉求类别的名称或编码；填了就以此为准', en: 'names or codes of categories of cases; these and no others' } }),
  contacts: column(contacts(), { zh: '联系人', en: 'Contacts', required: false, example: '张* 138****5678', note: { zh: '填了就以此为准', en: 'these and no others' },
    mask: value => value.map(({ name, phone }) => `${maskName(name)} ${maskPhone(phone)}`).join('；') }),
  externalSystem: column(text(100), { zh: '来源系统', en: 'External system', required: false, example: '' }),
  externalId: column(text(200), { zh: '来源编号', en: 'External id', required: false, example: '', note: { zh: '在来源系统里的编号；再次导入时凭它认单位', en: 'by which the same organisation is recognised when it comes again' } }),
};

export type OrganisationValues = ValuesOf<typeof ORGANISATION_COLUMNS>;
export type OrganisationColumn = keyof OrganisationValues;
