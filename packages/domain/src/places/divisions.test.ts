import { expect, test } from '@jest/globals';
import { type County, listCounties, readCounty, shortName } from './divisions.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);
const communitiesOf = (county: County) => sum(county.streets.map(street => street.communities.length));

async function read(code: number): Promise<County> {
  const county = await readCounty(code);
  if (!county) throw new Error(`expected a county ${code}`);
  return county;
}

/** What breaks the rule "well formed, and under its parent's code"; also "sorted", which rules out doubles. */
function malformed(rows: readonly { code: string; name: string }[], parent: string): string[] {
  const wellFormed = new RegExp(`^${parent}\\d{3}$`);
  return rows
    .filter((row, i) => !wellFormed.test(row.code) || row.name === '' || row.code <= (rows[i - 1]?.code ?? ''))
    .map(row => `${row.code} ${row.name} under ${parent}`);
}

test('Jiyuan has 16 streets and 557 communities, and no real prefecture above it', async () => {
  const jiyuan = await read(419001);
  expect(jiyuan).toMatchObject({ code: 419001, name: '济源市', province: '河南省', prefecture: null });
  expect(jiyuan.streets).toHaveLength(16);
  expect(communitiesOf(jiyuan)).toBe(557);
  expect(jiyuan.streets[0]).toMatchObject({ code: '419001001', name: '济源市沁园街道', kind: 'STREET' });
  expect(jiyuan.streets[5]).toMatchObject({ code: '419001100', name: '济源市克井镇', kind: 'TOWN' });
});

test('the whole table is reachable, well formed, and each code starts with its parent\'s', async () => {
  const entries = await listCounties();
  const wrong: string[] = [];
  const total = { counties: 0, streets: 0, communities: 0 };
  for (const { code } of entries) {
    const county = await read(code);
    if (county.streets.length === 0) wrong.push(`${code} ${county.name} has no street`);
    wrong.push(...malformed(county.streets, String(code)));
    for (const street of county.streets) wrong.push(...malformed(street.communities, street.code));
    total.counties += 1;
    total.streets += county.streets.length;
    total.communities += communitiesOf(county);
  }
  expect(wrong).toEqual([]);
  expect(total).toEqual({ counties: 2978, streets: 41_352, communities: 620_573 });
});

test('counties are listed by code, each with a six-digit code, a name and a province', async () => {
  const entries = await listCounties();
  const codes = entries.map(entry => entry.code);
  expect(codes).toEqual([...new Set(codes)].toSorted((a, b) => a - b));
  expect(entries.filter(e => !/^\d{6}$/.test(String(e.code)) || !e.name || !e.province || e.prefecture === '')).toEqual([]);
  expect(new Set(entries.map(entry => entry.province)).size).toBe(31);
});

test('a prefecture is named only where a real one stands above the county', async () => {
  expect(await read(330782)).toMatchObject({ name: '义乌市', province: '浙江省', prefecture: '金华市' });
  expect(await read(110101)).toMatchObject({ name: '东城区', province: '北京市', prefecture: null });
  expect(await read(500229)).toMatchObject({ name: '城口县', province: '重庆市', prefecture: null });
  expect(await read(659001)).toMatchObject({ name: '石河子市', prefecture: null });
});

test('a city without counties is read as one county', async () => {
  const dongguan = await read(441900);
  expect(dongguan).toMatchObject({ name: '东莞市', province: '广东省', prefecture: null });
  expect(dongguan.streets).toHaveLength(36);
  expect((await read(442000)).name).toBe('中山市');
  expect((await read(460400)).name).toBe('儋州市');
});

test('counties of several provinces can be read at once', async () => {
  const read3 = await Promise.all([419001, 330782, 419001].map(read));
  expect(read3.map(communitiesOf)).toEqual([557, 544, 557]);
});

test.each([0, -1, 1.5, Number.NaN, 41, 4190, 419000, 999_999, 419_001_001])('%p is no county', async code => {
  expect(await readCounty(code)).toBeUndefined();
});

test.each([
  ['110101001', 'STREET'],
  ['350527000', 'OTHER'],
  ['460202198', 'OTHER'],
  ['441900401', 'OTHER'],
  ['411328300', 'TOWNSHIP'],
])('the unit %s is of kind %s by its range', async (code, kind) => {
  const county = await read(Number(code.slice(0, 6)));
  expect(county.streets.find(street => street.code === code)?.kind).toBe(kind);
});

test.each([
  ['沁园街道办事处', '沁园街道'],
  ['稠城街道', '稠城街道'],
  ['三女河办事处', '三女河办事处'],
  ['马寨村委会', '马寨村'],
  ['马寨村村委会', '马寨村'],
  ['马寨村民委员会', '马寨村'],
  ['马寨村村民委员会', '马寨村'],
  ['东留村居民委员会', '东留村'],
  ['新农村委会', '新农村'],
  ['三村委会', '三村'],
  ['多福巷社区居委会', '多福巷社区'],
  ['商业城社区居民委员会', '商业城社区'],
  ['郑官社区村民委员会', '郑官社区'],
  ['呼日木图嘎查委员会', '呼日木图嘎查'],
  ['黄清村牧委会', '黄清村'],
  ['柯克哈达牧委会', '柯克哈达牧委会'],
  ['北街居民委员会', '北街'],
  ['第一居委会', '第一居委会'],
  ['德一居民委员会', '德一居委会'],
  ['横涧镇居委会', '横涧镇居委会'],
  ['煤机厂类似居委会', '煤机厂类似居委会'],
  ['居委会', '居委会'],
  ['村委会', '村委会'],
  ['', ''],
])('%s is shown as %s', (official, shown) => {
  expect(shortName(official)).toBe(shown);
});

test.each([
  ['济源市沁园街道', '济源市', '沁园街道'],
  ['栾川县三川镇柳子村村民委员会', '栾川县', '三川镇柳子村'],
  ['沁园街道办事处', '济源市', '沁园街道'],
  ['青县农场', '青县', '青县农场'],
  ['新市区社区居委会', '新市区', '新市区社区'],
  ['济源市', '济源市', '济源市'],
])('%s within %s is shown as %s', (official, county, shown) => {
  expect(shortName(official, county)).toBe(shown);
});

test('no name of the table is shown as nothing, and Jiyuan\'s are shown without the city and the committees', async () => {
  const jiyuan = await read(419001);
  const official = jiyuan.streets.flatMap(street => [street, ...street.communities]).map(place => place.name);
  const shown = official.map(name => shortName(name, jiyuan.name));
  expect(shown.filter(name => name.length < 2 || /^济源市|委员会$/.test(name))).toEqual([]);
});
