import { randomInt } from 'node:crypto';
import type { Actor } from '../access/actor.ts';
import { attachmentsOfRecords } from '../attachments/attachments.read.ts';
import type { AttachmentsService } from '../attachments/attachments.service.ts';
import { participant, worksOver } from '../register/acting.ts';
import { addDays, dayOf, startOf, type CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { one } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { certificatePaper, type CertificateText } from './certificate-paper.ts';
import { certificateNames, servedBetween } from './certificates.read.ts';
import { ServiceCertificate } from './service-certificate.entity.ts';

/** Letters and digits that nobody mistakes for one another: 12 of them, so that no code is guessed. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** Certificates of what volunteers have served. */
export class CertificatesService {
  readonly #unit: UnitOfWork;
  readonly #attachments: AttachmentsService;
  readonly #publicUrl: string | null;

  /** @param publicUrl where everybody reaches the API, to be printed; null when nobody has said */
  constructor(unit: UnitOfWork, attachments: AttachmentsService, publicUrl: string | null) {
    this.#unit = unit;
    this.#attachments = attachments;
    this.#publicUrl = publicUrl;
  }

  /**
   * Certifies what somebody has served from a first to a last day, to themself or by staff over where they live. Its paper is
   * a file of the certificate.
   * @throws Refusal NOT_FOUND; INVALID for days that are not in order or have not come, or in which nothing was served
   */
  async issue(actor: Actor, residentId: string, firstDay: CalendarDate, lastDay: CalendarDate): Promise<ServiceCertificate> {
    const certificate = await this.#unit.of(actor, 'service_certificate.issue', async tx => {
      const resident = await participant(tx, actor, residentId);
      if (actor.residentId !== residentId && !(await worksOver(tx, actor, resident.placeId))) throw new Refusal('NOT_FOUND', 'No such resident.', ['residentId']);
      if (lastDay < firstDay || lastDay > dayOf(tx.at)) throw new Refusal('INVALID', 'The last day is neither before the first nor to come.', ['lastDay']);
      const lines = await served(tx, { residentId, firstDay, lastDay });
      if (lines.length === 0) throw new Refusal('INVALID', 'Nothing was served in these days.', ['firstDay']);
      const sum = (of: 'minutes' | 'donated') => lines.reduce((total, line) => total + line[of], 0);
      return tx.create(ServiceCertificate, {
        id: newId(), residentId, firstDay, lastDay, minutes: sum('minutes'), donated: sum('donated'), code: newCode(), issuedAt: tx.at, issuedById: actor.accountId,
      });
    });
    const text = await this.#unit.of({ ...actor, idempotency: undefined }, 'service_certificate.print', tx => textOf(tx, certificate, this.#publicUrl));
    if (text) { // else it was sent again, and the paper is there
      await this.#attachments.store({ ...actor, idempotency: undefined }, {
        recordKind: 'ServiceCertificate', recordId: certificate.id, fileName: '时间银行服务证明.pdf', mediaType: 'application/pdf', content: await certificatePaper(text),
      });
    }
    return certificate;
  }
}

async function served(tx: Transaction, { residentId, firstDay, lastDay }: Pick<ServiceCertificate, 'residentId' | 'firstDay' | 'lastDay'>) {
  return tx.rows(servedBetween, residentId, startOf(firstDay), startOf(addDays(lastDay, 1)));
}

/** What is to be printed; nothing when there is a paper. */
async function textOf(tx: Transaction, certificate: ServiceCertificate, publicUrl: string | null): Promise<CertificateText | null> {
  const printed = await tx.rows(attachmentsOfRecords, ['ServiceCertificate'], [certificate.id]);
  const names = await one(tx, certificateNames, certificate.residentId);
  if (printed.length > 0 || !names) return null;
  const { firstDay, lastDay, minutes, donated, code, issuedAt } = certificate;
  return {
    ...names, name: names.resident, firstDay, lastDay, minutes, donated, code, issuedAt, lines: await served(tx, certificate),
    checkAt: publicUrl && new URL(certificatePath(tx.districtId, code), publicUrl).href,
  };
}

/** Path of the page that shows whether a certificate is one. */
export function certificatePath(districtId: number, code: string): string {
  return `/certificates/${districtId}?code=${code}`;
}

function newCode(): string {
  return Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
