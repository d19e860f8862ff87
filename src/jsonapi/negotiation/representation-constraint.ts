import type { IncomingMessage } from 'node:http';
import type { FastifyServerOptions } from 'fastify';
import { askedFor, isTwoFold } from './representation.js';
import type { Representation } from './representation.js';

type Strategy = NonNullable<NonNullable<FastifyServerOptions['routerOptions']>['constraints']>[string];

/** What a personal access token carries; null: nothing. */
export type RepresentationOfToken = (authorization: string) => Promise<Representation | null>;

/**
 * Chooses between two handlers of one route: those with the constraint `representation: 'jsonapi'` get what asks for
 * JSON:API, the others the rest. The answer is remembered for the request, for whoever shapes errors and headers.
 */
export class RepresentationConstraint {
  private readonly chosen = new WeakMap<IncomingMessage, Representation>();
  private ofToken: RepresentationOfToken = async () => null;

  constructor(private readonly fallback: Representation) {}

  /** Tokens can be looked up when the application is there. */
  lookUpTokensWith(ofToken: RepresentationOfToken): void {
    this.ofToken = ofToken;
  }

  /** Of a request on a route that has both; undefined on others. */
  of(request: IncomingMessage): Representation | undefined {
    return this.chosen.get(request);
  }

  get strategy(): Strategy {
    return {
      name: 'representation',
      storage: () => {
        const handlers = new Map<string, never>();
        return {
          get: (key) => handlers.get(key) ?? null,
          set: (key, handler) => void handlers.set(key, handler as never),
        };
      },
      deriveConstraint: (
        request: IncomingMessage,
        _context: unknown,
        done?: (error: Error | null, key?: string) => void,
      ) => {
        // The router waits for a callback. A database that is away is told by the handler, in the installation's representation.
        const tell = (key?: string): void => done?.(null, key);
        this.choose(request).then(tell, () => tell());
        return undefined as unknown as string;
      },
      validate: () => true,
    };
  }

  /** Undefined: not JSON:API. */
  private async choose(request: IncomingMessage): Promise<'jsonapi' | undefined> {
    const { method = 'GET', url = '/', headers } = request;
    if (!isTwoFold(method, url)) return undefined;
    const asked = askedFor(headers.accept, url);
    const representation =
      asked ?? (headers.authorization ? await this.ofToken(headers.authorization) : null) ?? this.fallback;
    this.chosen.set(request, representation);
    return representation === 'jsonapi' ? representation : undefined;
  }
}
