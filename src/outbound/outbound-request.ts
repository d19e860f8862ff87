import type { Readable } from 'node:stream';

/** One outgoing request. */
export interface OutboundRequest {
  method: string;
  /** http or https. `user:password@` becomes Basic authorization, unless the headers already have one. */
  url: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** From the start to the last byte of the body; 30 s. */
  timeoutMs?: number;
  /** Ends the request, its body included. */
  signal?: AbortSignal;
  /** Bytes of the body after decompression; 10 MiB. Exceeding it fails the body's stream. */
  maxBodyBytes?: number;
  /** At most 5; true. When false, a redirect is an answer like any other. */
  followRedirects?: boolean;
}

/** An answer. Read `body` to its end or destroy it: until then it holds a connection. */
export interface OutboundResponse {
  status: number;
  /** Lower-case names; repeated headers are joined with a comma. */
  headers: Record<string, string>;
  /** Decompressed; fails with a DomainError of this module. */
  body: Readable;
}
