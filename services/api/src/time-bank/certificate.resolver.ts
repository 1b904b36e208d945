import { checkedCertificate } from '@linli/domain/time-bank/certificate-check';
import { certificatesOf, type ServiceCertificateRow } from '@linli/domain/time-bank/certificates.read';
import type { MinutesRow } from '@linli/domain/time-bank/volunteers.read';
import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { AttachmentType } from '../attachments/attachment.type.ts';
import { recordKey } from '../graphql/loaders.ts';
import type { Context } from '../graphql/operation.ts';
import { ServiceCertificateCheckType, ServiceCertificateType, TimeBankMemberType } from './time-bank.type.ts';

/** Certificates: their paper is for whom they are of and staff over where they live; whoever holds one can check it. */
@Resolver(() => ServiceCertificateType)
export class ServiceCertificateResolver {
  @Query(() => ServiceCertificateCheckType, { nullable: true, description: '核验服务证明 A certificate by the code that stands on it; null when there is none with it.' })
  serviceCertificateCheck(@Arg('code', () => String, { description: '验证码 Capitals and digits, as printed.' }) code: string, @Ctx() { operation }: Context) {
    return checkedCertificate(operation, code);
  }

  @FieldResolver(() => AttachmentType, { nullable: true, description: '证明文件 The paper as PDF; null for who may only check it.' })
  async file(@Root() { id }: ServiceCertificateRow, @Ctx() { operation: { loaders } }: Context) {
    const record = recordKey({ recordKind: 'ServiceCertificate', recordId: id });
    return (await loaders.recordRights.load(record)) ? ((await loaders.attachments.load(record))[0] ?? null) : null;
  }
}

/** What of certificates is shown with what somebody has. */
@Resolver(() => TimeBankMemberType)
export class MemberCertificatesResolver {
  @FieldResolver(() => [ServiceCertificateType], { description: '服务证明 Certificates that were issued, the latest first.' })
  certificates(@Root() { residentId }: MinutesRow, @Ctx() { operation }: Context) {
    return operation.rows(certificatesOf, [residentId]);
  }
}
