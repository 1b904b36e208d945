import { maskIdNumber, maskName, maskPhone } from '../people/masking.ts';
import type { Standing } from '../people/resident.entity.ts';
import { maskAddress } from '../places/address.rule.ts';
import { CellRefusal, type CellType } from '../sheets/cell.ts';
import { code, day, number, text, word } from '../sheets/cells.rule.ts';
import { filter } from '../sheets/filters.ts';
import { idNumber, MASKED, mobile } from '../sheets/personal-cells.rule.ts';
import { column, type ValuesOf } from '../sheets/sheet.ts';

const NO_CODE = new CellRefusal('NOT_A_CODE', '应为数字编码。', 'Expected a code of digits.');

/** A code of a place, by the form alone. */
export const placeCode = () => code(/^\d{2,20}$/, { zh: '数字编码', en: 'a code of digits' }, NO_CODE);

/** An address as people write it; what an export shows of one is told apart from one that is not known. */
function address(): CellType<string> {
  const written = text(300);
  return { ...written, read: cell => (String(cell).includes('***') ? MASKED : written.read(cell)) };
}

const STANDINGS = {
  REGISTERED_HERE: ['户籍人口', '户籍在本地', '常住户籍', '户在人在'], FLOATING: ['流动人口', '流动', '外来人口'], REGISTERED_ELSEWHERE_IN_DISTRICT: ['人户分离', '人户分离（区内）', '人在户不在'],
} as const satisfies Record<Standing, unknown>;

/** By what the register is narrowed as it goes out. */
export const RESIDENT_FILTERS = {
  standing: filter(word(STANDINGS), { zh: '人户状态', en: 'Standing', single: false }),
  ageFrom: filter(number(0, 150, true), { zh: '年龄从', en: 'Age from', single: true }),
  ageTo: filter(number(0, 150, true), { zh: '年龄到', en: 'Age to', single: true }),
  verifiedBefore: filter(day(), { zh: '最近核实早于', en: 'Last verified before', single: true }),
};

/** The register of residents as a community office keeps it: one line a person, households by their number. */
export const RESIDENT_COLUMNS = {
  placeCode: column(placeCode(), { zh: '网格编码', en: 'Grid code', required: false, example: '419001001001001', note: { zh: '住在哪个网格；也可以填社区编码；填了住址可以不填', en: 'where they live; the code of a community does as well; may be left out with an address' } }),
  address: column(address(), { zh: '住址', en: 'Address', required: false, example: '幸福小区3号楼2单元501室', note: { zh: '须已在地址库里；住在哪个网格由它定', en: 'one that is known already; its grid is where they live' }, mask: maskAddress }),
  householdNumber: column(text(100), { zh: '户号', en: 'Household number', required: false, example: '0101', note: { zh: '同一户填同一个号；填了户号就要填与户主关系', en: 'the same for all of a household; goes with the relation' } }),
  relation: column(word({
    HEAD: ['户主', '本人', '本人或户主'], SPOUSE: ['配偶', '夫', '妻', '妻子', '丈夫'], CHILD: ['子女', '子', '女', '长子', '次子', '三子', '长女', '次女', '三女', '独生子', '独生女', '儿子', '女儿'],
    CHILD_IN_LAW: ['儿媳、女婿', '儿媳', '女婿'], PARENT: ['父母', '父亲', '母亲', '父', '母'], PARENT_IN_LAW: ['公婆、岳父母', '公公', '婆婆', '岳父', '岳母'],
    GRANDCHILD: ['孙子女', '孙子', '孙女', '外孙', '外孙子', '外孙女'], GRANDPARENT: ['祖父母', '祖父', '祖母', '外祖父', '外祖母'], SIBLING: ['兄弟姐妹', '兄', '弟', '姐', '妹', '哥哥', '弟弟', '姐姐', '妹妹'],
    OTHER_KIN: ['其他亲属'], NOT_KIN: ['非亲属'],
  }), { zh: '与户主关系', en: 'Relation to head', required: false, example: '户主' }),
  name: column(text(100), { zh: '姓名', en: 'Name', required: true, example: '张三', mask: maskName }),
  sex: column(word({ FEMALE: ['女', '女性'], MALE: ['男', '男性'] }), { zh: '性别', en: 'Sex', required: true, example: '女' }),
  birthDate: column(day(), { zh: '出生日期', en: 'Birth date', required: true, example: '1949-12-31' }),
  idNumber: column(idNumber(), { zh: '身份证号', en: 'ID number', required: false, example: '1****************X', mask: maskIdNumber }),
  phone: column(mobile(), { zh: '手机号', en: 'Mobile number', required: false, example: '138****5678', mask: maskPhone }),
  standing: column(word(STANDINGS), { zh: '人户状态', en: 'Standing', required: true, example: '户籍人口' }),
  livesFrom: column(day(), { zh: '入住日期', en: 'Lives here from', required: true, example: '1990-05-01', note: { zh: '何日起住在这里；搬来的填搬来之日', en: 'since when they live at this place: the day of arrival, birth or the last move' } }),
  externalSystem: column(text(100), { zh: '来源系统', en: 'External system', required: false, example: '' }),
  externalId: column(text(200), { zh: '来源编号', en: 'External id', required: false, example: '', note: { zh: '在来源系统里的编号；再次导入时凭它认人', en: 'by which the same person is recognised when they come again' } }),
};

export type ResidentValues = ValuesOf<typeof RESIDENT_COLUMNS>;
export type ResidentColumn = keyof ResidentValues;
