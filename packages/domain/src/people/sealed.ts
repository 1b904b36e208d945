import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
/** Said outright, since a shorter tag would be accepted otherwise. */
const TAG = { authTagLength: 16 };

/**
 * Field encryption for personal numbers: AES-256-GCM with a fresh nonce per value, keyed from the installation's
 * key, which is never in the database. Values are found again by a keyed blind index.
 */
export class Sealer {
  readonly #sealing: Buffer;
  readonly #indexing: Buffer;

  /** @param key the installation's 32-byte key */
  constructor(key: Buffer) {
    this.#sealing = Buffer.from(hkdfSync('sha256', key, '', 'field sealing', 32));
    this.#indexing = Buffer.from(hkdfSync('sha256', key, '', 'field index', 32));
  }

  /** @returns version, nonce, tag and ciphertext as one text */
  seal(plain: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv(CIPHER, this.#sealing, nonce, TAG);
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return `1.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
  }

  /** @throws Error when the text was altered or sealed with another key. */
  open(sealed: string): string {
    const [version, body] = sealed.split('.');
    if (version !== '1' || !body) throw new Error('A sealed field of an unknown version.');
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv(CIPHER, this.#sealing, bytes.subarray(0, 12), TAG);
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  }

  /** The blind index of a value in one district: equal for equal values there, and nowhere else. */
  index(districtId: number, field: string, plain: string): string {
    return createHmac('sha256', this.#indexing).update(`${districtId}\n${field}\n${plain}`).digest('base64url');
  }
}
