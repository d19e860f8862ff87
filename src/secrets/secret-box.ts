import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, scryptSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { knownSecrets } from './known-secrets.js';
import { secretUnreadable, secretsKeyMissing } from './secrets.errors.js';

const SEALED = /^enc:v1:([A-Za-z0-9_-]{8}):([A-Za-z0-9_-]{16}):([A-Za-z0-9_-]{22,})$/;
const IV_BYTES = 12;
const TAG_BYTES = 16;

interface SealingKey {
  /** Names the key without telling anything about it, so that a rotation can find what is still sealed with an old one. */
  id: string;
  key: Buffer;
  /** For the initialization vectors of texts that are sealed anew. */
  resealing: Buffer;
}

/**
 * Encrypts secrets at rest: AES-256-GCM under a key derived from SECRETS_KEY. What was sealed with SECRETS_KEY_PREVIOUS is
 * opened, too: while keys change, nodes have both.
 * A sealed text is `enc:v1:<key id>:<iv>:<ciphertext and tag>`, base64url; sealing twice gives two different texts.
 */
@Injectable()
export class SecretBox {
  private derived: SealingKey | undefined;
  private derivedPrevious: SealingKey | undefined;

  constructor(@Inject(ENV) private readonly env: Partial<Pick<Env, 'SECRETS_KEY' | 'SECRETS_KEY_PREVIOUS'>>) {}

  /** @throws DomainError SECRETS_KEY_MISSING */
  seal(text: string): string {
    return sealed(text, this.sealingKey(), randomBytes(IV_BYTES));
  }

  /** @throws DomainError SECRETS_KEY_MISSING, SECRET_UNREADABLE (another key, or a text that was tampered with) */
  open(text: string): string {
    const [, id, iv, body] = SEALED.exec(text) ?? [];
    if (!id || !iv || !body) throw secretUnreadable('it is not in the sealed format');
    const own = this.sealingKey();
    const key = id === own.id ? own : this.previousKey();
    if (id !== key?.id) throw secretUnreadable(`it was sealed with key ${id}, this node has key ${own.id}`);
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key.key, Buffer.from(iv, 'base64url'), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(`enc:v1:${id}`))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      const clear = Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
      knownSecrets.learn(clear);
      return clear;
    } catch {
      throw secretUnreadable('it was changed after it was sealed');
    }
  }

  /**
   * A text of the previous key under the present one. The same text always becomes the same: copies of a secret (versions,
   * drafts) stay equal, so that no comparison shows a change. Sealed texts differ from each other, and so do these vectors.
   * @throws as `open`
   */
  reseal(text: string): string {
    const key = this.sealingKey();
    const iv = createHmac('sha256', key.resealing).update(text).digest().subarray(0, IV_BYTES);
    return sealed(this.open(text), key, iv);
  }

  /** Whether a stored value is a sealed text; says nothing about who sealed it. */
  isSealed(value: unknown): value is string {
    return typeof value === 'string' && SEALED.test(value);
  }

  /** Whether it names the previous key. */
  isSealedWithPrevious(text: string): boolean {
    return SEALED.exec(text)?.[1] === this.previousKeyId();
  }

  /** @throws DomainError SECRETS_KEY_MISSING when there is no previous key */
  previousKeyId(): string {
    const previous = this.previousKey();
    if (!previous) throw secretsKeyMissing();
    return previous.id;
  }

  /** Derived on first use: scrypt takes tens of milliseconds, and SECRETS_KEY may be a passphrase. */
  private sealingKey(): SealingKey {
    if (!this.env.SECRETS_KEY) throw secretsKeyMissing();
    this.derived ??= derive(this.env.SECRETS_KEY);
    return this.derived;
  }

  private previousKey(): SealingKey | undefined {
    if (!this.env.SECRETS_KEY_PREVIOUS) return undefined;
    this.derivedPrevious ??= derive(this.env.SECRETS_KEY_PREVIOUS);
    return this.derivedPrevious;
  }
}

function sealed(text: string, { id, key }: SealingKey, iv: Buffer): string {
  const head = `enc:v1:${id}`;
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(head));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${head}:${iv.toString('base64url')}:${body.toString('base64url')}`;
}

function derive(secret: string): SealingKey {
  const master = scryptSync(secret, 'punctual:secrets:v1', 32);
  const expand = (purpose: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), purpose, bytes));
  return {
    id: expand('key id', 6).toString('base64url'),
    key: expand('encryption', 32),
    resealing: expand('resealing', 32),
  };
}
