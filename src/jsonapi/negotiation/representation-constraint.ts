import type { IncomingMessage } from 'node:http';
import type { FastifyServerOptions } from 'fastify';
import { ACCESS_TOKEN_PREFIX } from '../../auth/tokens/access-token-text.js';
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
        this.choose(request, (chosen) => {
          if (chosen) this.chosen.set(request, chosen);
          done?.(null, chosen === 'jsonapi' ? chosen : undefined);
        });
        return undefined as unknown as string;
      },
      validate: () => true,
    };
  }

  /** Tells the choice, undefined on routes with one representation: at once, unless a personal access token decides. */
  private choose(request: IncomingMessage, tell: (chosen?: Representation) => void): void {
    const { method = 'GET', url = '/', headers } = request;
    if (!isTwoFold(method, url)) return tell();
    const asked = askedFor(headers.accept, url);
    const { authorization } = headers;
    if (asked || !authorization?.includes(ACCESS_TOKEN_PREFIX)) return tell(asked ?? this.fallback);
    // A database that is away is told by the handler, in the installation's representation.
    this.ofToken(authorization).then(
      (ofToken) => tell(ofToken ?? this.fallback),
      () => tell(),
    );
  }
}
