import { isDistrictId } from '@linli/domain/shared/roles';
import { Refusal } from '@linli/domain/shared/refusal';
import { dayOf } from '@linli/domain/shared/clock';
import { checkedCertificate, type CheckedCertificate } from '@linli/domain/time-bank/certificate-check';
import { dayInWords, inWords } from '@linli/domain/time-bank/certificate-paper';
import type { FastifyInstance } from 'fastify';
import type { Services } from '../graphql/operation.ts';
import { guarded } from './guarded.ts';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const LONGEST_CODE = 50;

/**
 * `/certificates/<district>?code=…`: whether a certificate of service is one, for whoever holds the paper, without signing in. It shows
 * less than the paper: the name is masked. What is not there and what may not be are one and the same.
 */
export function serveCertificates(app: FastifyInstance, { domain, log }: Services): void {
  app.get<{ Params: { district: string }; Querystring: { code?: string | string[] } }>('/certificates/:district', guarded(log, async (request, reply) => {
    const code = [request.query.code ?? ''].flat()[0]?.trim() ?? '';
    void reply.headers({
      'content-security-policy': POLICY, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex',
    }).type('text/html; charset=utf-8');
    if (code === '') return reply.send(page(''));
    try {
      await domain.certificateChecks.attempt(request.ip);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return reply.code(429).send(page('<p role="alert">查询过于频繁，请稍后再试。<br><span lang="en">Too many attempts; try again later.</span></p>'));
    }
    const found = await looked(Number(request.params.district), code);
    return reply.code(found ? 200 : 404).send(page(found ? shown(found) : '<p role="alert">没有查到这张证明，请核对验证码。<br><span lang="en">There is no such certificate.</span></p>'));
  }));

  async function looked(districtId: number, code: string): Promise<CheckedCertificate | null> {
    if (!isDistrictId(districtId) || code.length > LONGEST_CODE || code.includes('\0')) return null;
    return domain.connections.reading(districtId, snapshot => checkedCertificate(snapshot, code));
  }
}

function shown({ certificate: { firstDay, lastDay, minutes, donated, issuedAt }, name, district, generated, holds }: CheckedCertificate): string {
  const lines: [zh: string, en: string, value: string][] = [
    ['姓名', 'Name', name], ['服务期间', 'From, to', `${dayInWords(firstDay)}至${dayInWords(lastDay)}`], ['服务时长', 'Served', inWords(minutes)],
    ...(donated > 0 ? [['其中捐赠', 'Of these donated', inWords(donated)] as [string, string, string]] : []),
    ['出具', 'Issued', `${district}　${dayInWords(dayOf(issuedAt))}`],
  ];
  const verdict = holds ? '证明有效，与时间银行账本一致。<br><span lang="en">Valid: the ledger has what it says.</span>'
    : '出具之后账本有更正，时长已不足，请向出具单位核实。<br><span lang="en">The ledger was corrected since: ask who issued it.</span>';
  return `${generated ? '<p>演示数据 <span lang="en">Demonstration data</span></p>' : ''}<p role="status"><strong>${verdict}</strong></p>
    <dl>${lines.map(([zh, en, value]) => `<dt>${zh} <span lang="en">${en}</span></dt><dd>${escaped(value)}</dd>`).join('')}</dl>`;
}

function page(content: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>时间银行服务证明核验</title><style>body{font:1.125rem/1.6 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem}dt{color:#555}dd{margin:0 0 .75rem}
    input,button{font:inherit;padding:.5rem}[lang=en]{color:#555;font-size:.875rem}</style></head>
    <body><h1>时间银行服务证明核验 <span lang="en">Check of a certificate</span></h1>${content}
    <form><label>验证码 <span lang="en">Code</span> <input name="code" required maxlength="${LONGEST_CODE}" autocomplete="off" autocapitalize="characters"></label>
    <button>核验 <span lang="en">Check</span></button></form></body></html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
