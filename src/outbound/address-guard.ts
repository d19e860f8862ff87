import { lookup as resolve } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { addressRefused, isDomainError, nameNotResolved } from './outbound.errors.js';

/**
 * Decides which addresses outgoing requests may reach: public unicast ones, or all with ALLOW_PRIVATE_NETWORK.
 * It is the resolver of the connections themselves, so the address that was checked is the one that is connected to.
 */
@Injectable()
export class AddressGuard {
  constructor(@Inject(ENV) private readonly env: Pick<Env, 'ALLOW_PRIVATE_NETWORK'>) {}

  /** @throws DomainError OUTBOUND_ADDRESS_REFUSED when the host is a literal address that may not be reached */
  checkLiteral(hostname: string): void {
    const address = hostname.replace(/^\[|\]$/g, '');
    if (isIP(address) && !this.permits(address)) throw addressRefused(address);
  }

  /** For `net.connect`: hands over only permitted addresses of a name. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    callbackify(() => this.permittedAddresses(hostname))((error, found) => {
      if (error) callback(error, []);
      else if (options.all) callback(null, found);
      else callback(null, found[0]!.address, found[0]!.family);
    });
  };

  /** Whether this address may be reached. */
  permits(address: string): boolean {
    return this.env.ALLOW_PRIVATE_NETWORK || isPublic(address);
  }

  /** All addresses of a name, as the system resolves it. */
  protected addressesOf(hostname: string): Promise<LookupAddress[]> {
    return resolve(hostname, { all: true });
  }

  private async permittedAddresses(hostname: string): Promise<LookupAddress[]> {
    const all = await this.addressesOf(hostname).catch((error: NodeJS.ErrnoException) => {
      throw isDomainError(error) ? error : nameNotResolved(hostname, error.code ?? 'unknown reason');
    });
    const permitted = all.filter(({ address }) => this.permits(address));
    if (permitted.length > 0) return permitted;
    throw all.length > 0 ? addressRefused(hostname) : nameNotResolved(hostname, 'it has no address');
  }
}

/** A globally reachable unicast address; addresses that wrap an IPv4 address are as public as that one. */
export function isPublic(address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  if (!ipaddr.isValid(plain)) return false;
  const parsed = ipaddr.parse(plain);
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast';
  if (parsed.isIPv4MappedAddress()) return isPublic(parsed.toIPv4Address().toString());
  const embedded = embeddedIPv4(parsed);
  if (embedded) return isPublic(embedded);
  // 2000::/3 is all that is assigned for the public internet.
  return parsed.range() === 'unicast' && parsed.match(ipaddr.IPv6.parse('2000::'), 3);
}

/** NAT64 (64:ff9b::/96) and 6to4 (2002::/16) lead to the IPv4 address inside them. */
function embeddedIPv4(address: InstanceType<typeof ipaddr.IPv6>): string | undefined {
  const bytes = address.toByteArray();
  if (address.match(ipaddr.IPv6.parse('64:ff9b::'), 96)) return bytes.slice(12).join('.');
  if (address.match(ipaddr.IPv6.parse('2002::'), 16)) return bytes.slice(2, 6).join('.');
  return undefined;
}
