import { join } from 'node:path';
import type { Storage } from '@linli/domain/attachments/storage';
import { FolderStorage } from './folder.ts';

/**
 * The installation's storage: the bucket of `s3://key:secret@host:port/bucket?region=…&tls=false`, or the folder `files`
 * in its home.
 */
export async function openStorage({ storageUrl, home }: { readonly storageUrl?: string; readonly home: string }, key: Buffer): Promise<Storage> {
  if (storageUrl === undefined) return new FolderStorage(join(home, 'files'), key);
  const { S3Storage } = await import('./s3.ts'); // with its client, which few need
  const { hostname: host, port, username, password, pathname, searchParams } = new URL(storageUrl);
  return new S3Storage({
    host, port: port === '' ? null : Number(port), tls: searchParams.get('tls') !== 'false', region: searchParams.get('region') ?? 'us-east-1',
    accessKey: decodeURIComponent(username), secretKey: decodeURIComponent(password), bucket: pathname.slice(1),
  });
}
