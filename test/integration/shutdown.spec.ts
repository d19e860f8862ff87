import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Listener } from '../../src/scheduler/listener.js';
import type { Answer } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test?.close());

describe('a node that stops', () => {
  it('answers requests that come before its server is closed, with all that they need', async () => {
    const alice = test.as('alice');
    await alice.get('/api/jobs');
    // The last thing that is stopped before the server.
    const listener = test.app.get(Listener);
    const stop = listener.stop.bind(listener);
    let answer: Answer | undefined;
    listener.stop = async () => {
      answer = await alice.get('/api/jobs');
      await stop();
    };
    await test.app.close();
    expect(answer).toMatchObject({ status: 200 });
  });
});
