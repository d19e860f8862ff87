import { isEmail } from 'class-validator';
import addressparser from 'nodemailer/lib/addressparser';

const MAX_LENGTH = 320;
const CONTROL = /\p{Cc}/u;

export interface MailAddress {
  name: string;
  address: string;
}

/** Reads `ana@example.com` or `Ana <ana@example.com>`; undefined for anything else, lists and groups included. */
export function parseMailAddress(text: unknown): MailAddress | undefined {
  if (typeof text !== 'string' || text.length > MAX_LENGTH || CONTROL.test(text)) return undefined;
  const [only, ...others] = addressparser(text);
  if (!only || others.length > 0 || 'group' in only || !only.address) return undefined;
  // Mail hosts of an intranet have no top-level domain.
  return isEmail(only.address, { require_tld: false }) ? { name: only.name, address: only.address } : undefined;
}
