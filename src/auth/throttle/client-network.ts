import ipaddr from 'ipaddr.js';

/** Whose failures count together: an IPv4 address, or the /64 of an IPv6 one, since whoever has one address has them all. */
export function clientNetwork(address: string): string {
  const plain = address.replace(/%.*$/, '');
  if (!ipaddr.isValid(plain)) return plain;
  const parsed = ipaddr.process(plain);
  return parsed instanceof ipaddr.IPv6 ? `${parsed.parts.slice(0, 4).map(String).join(':')}/64` : parsed.toString();
}
