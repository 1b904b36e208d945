import { expect, test } from '@jest/globals';
import { calendarDate } from '../shared/clock.ts';
import { certificateLines, certificatePaper, inWords, type CertificateText } from './certificate-paper.ts';

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
