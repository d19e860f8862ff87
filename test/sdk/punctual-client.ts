import createClient from 'openapi-fetch';
import type { Client } from 'openapi-fetch';
import type { components, paths } from './punctual-api.js';

/** The SDK: every route, its parameters and its answers are typed by openapi.json. */
export type PunctualClient = Client<paths>;

/** The shapes that the API names. */
export type Schemas = components['schemas'];

export function punctualClient(url: string, token?: string): PunctualClient {
  return createClient<paths>({ baseUrl: url, ...(token && { headers: { Authorization: `Bearer ${token}` } }) });
}

/** What a call answered. @throws Error with the API's own words when it refused */
export async function answerOf<Data>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data, error, response } = await call;
  if (data === undefined) throw new Error(`${response.url} answered ${response.status}: ${JSON.stringify(error)}`);
  return data;
}
