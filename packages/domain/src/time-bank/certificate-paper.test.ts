import { expect, test } from '@jest/globals';
import decodeQR from 'qr/decode.js';
import { calendarDate } from '../shared/clock.ts';
import { certificateLines, certificatePaper, darkSquares, inWords, type CertificateText } from './certificate-paper.ts';

const TEXT: CertificateText = {
  district: '济源市', name: '王䶮', birthDate: calendarDate('1962-05-01'), firstDay: calendarDate('2025-01-01'), lastDay: calendarDate('2025-12-31'),
  lines: [{ service: '陪伴聊天', services: 3, minutes: 300, donated: 30 }, { service: '理发', services: 1, minutes: 45, donated: 0 }], minutes: 345, donated: 30,
  code: '7KX2M9ABCDEF', checkAt: null, issuedAt: new Date('2026-01-05T02:00:00Z'), generated: false,
};

test('a certificate says who has served how long, by kind of service, and how to check it', () => {
  expect(certificateLines(TEXT)).toEqual([
    '兹证明 王䶮（1962年生）于2025年1月1日至2025年12月31日期间参加时间银行互助服务，经受益人确认共 5小时45分钟，其中捐入互助基金 30分钟。',
    '陪伴聊天　3 次　5小时',
    '理发　1 次　45分钟',
    '验证码 7KX2M9ABCDEF　可在 济源市 时间银行核验',
    '济源市　2026年1月5日',
  ]);
  const checkAt = 'https://linli.example.cn/certificates/419001?code=7KX2M9ABCDEF';
  expect(certificateLines({ ...TEXT, checkAt })).toContain(`验证码 7KX2M9ABCDEF　核验网址 ${checkAt}`);
  expect(inWords(0)).toBe('0分钟');
});

test('its paper is a small PDF that holds no more of the font than it shows', async () => {
  const paper = await certificatePaper(TEXT);
  const source = paper.toString('latin1');
  expect(source.slice(0, 5)).toBe('%PDF-');
  expect(source).toMatch(/\/FontName \/[A-Z]{6}\+NotoSansSC/);
  expect(source.match(/\/Type \/Page\b/g)).toHaveLength(1);
  expect(paper.length).toBeLessThan(40_000);
});

test('its code is read by a telephone as the address that checks it', async () => {
  const checkAt = 'https://linli.example.cn/certificates/419001?code=7KX2M9ABCDEF';
  const { side, squares } = darkSquares(checkAt);
  const scale = 4;
  const width = side * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [x, y] of squares) {
    for (let n = 0; n < scale * scale; n++) {
      const [column, row] = [x * scale + (n % scale), y * scale + Math.floor(n / scale)];
      data.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
    }
  }
  expect(decodeQR({ width, height: width, data })).toBe(checkAt);
  const [plain, coded] = [await certificatePaper(TEXT), await certificatePaper({ ...TEXT, checkAt })];
  expect(plain.toString('latin1')).not.toContain(`/URI (${checkAt})`);
  expect(coded.toString('latin1')).toContain(`/URI (${checkAt})`);
  expect(coded.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
});
