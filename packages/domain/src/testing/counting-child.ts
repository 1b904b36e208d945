import { Domain } from '../domain.ts';

/**
 * A process that counts one district on and on, to be killed in the middle of it. It says `counting` when it has begun.
 * Arguments: database, key (base64), district.
 */
const [url = '', key = '', district = ''] = process.argv.slice(2);
const domain = await Domain.open({ url, key: Buffer.from(key, 'base64') });
process.stdout.write('counting\n');
for (;;) await domain.engine.drain(Number(district));
