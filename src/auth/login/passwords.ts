import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { argon2id, hash, verify } from 'argon2';

// OWASP's first choice: 19 MiB and two passes, about 25 ms. libuv's four threads bound what a flood of logins can take.
const COST = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes and checks passwords with argon2id. */
@Injectable()
export class Passwords implements OnModuleInit {
  private decoy: string;

  async onModuleInit(): Promise<void> {
    this.decoy = await this.hash(randomBytes(32).toString('base64url'));
  }

  /** A PHC string with its own salt. */
  hash(password: string): Promise<string> {
    return hash(password, COST);
  }

  /** Takes as long for a user who is not there or has no password as for one who has. */
  async verify(passwordHash: string | null | undefined, password: string): Promise<boolean> {
    const matches = await verify(passwordHash ?? this.decoy, password);
    return matches && passwordHash !== null && passwordHash !== undefined;
  }
}

/** For accounts that are made without a person choosing: 120 random bits. */
export function generatedPassword(): string {
  return randomBytes(15).toString('base64url');
}
