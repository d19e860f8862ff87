import { describe, expect, it } from 'vitest';
import { KnownSecrets } from '../secrets/known-secrets.js';
import { keepSecretsOf, redacted } from './redaction.js';

describe('a line of the log', () => {
  it.each([
    ['a field with a telling name', '{"a":{"newPassword":"hunter2 \\" x"},"n":1}', '{"a":{"newPassword":"•••"},"n":1}'],
    ['a header', '{"headers":{"Authorization":"x"}}', '{"headers":{"Authorization":"•••"}}'],
    ['JSON in a text', '{"msg":"got {\\"apiKey\\":\\"abc\\"}"}', '{"msg":"got {\\"apiKey\\":\\"•••\\"}"}'],
    ['a bearer token', 'sent Bearer abcdefghijk', 'sent Bearer •••'],
    ['a JWT', 'token eyJhbGciOi.eyJzdWIiOi.c2ln is bad', 'token ••• is bad'],
    ['a personal access token', `pnc_${'a'.repeat(43)}`, '•••'],
    ['a password in a URL', 'no answer of postgres://app:hunter2@db/x', 'no answer of postgres://app:•••@db/x'],
  ])('hides %s', (_, line, shown) => {
    expect(redacted(line)).toBe(shown);
  });

  it('leaves everything else as it is', () => {
    const line =
      '{"level":30,"reqId":"01990000-0000-7000-8000-000000000000","errorCode":"TOKEN_EXPIRED","path":"/api/tokens"}\n';
    expect(redacted(line)).toBe(line);
  });

  it('hides secrets of the environment wherever they come up', () => {
    keepSecretsOf({ SMTP_URL: 'smtp://mailer:pa%24%24-word@mail/', METRICS_TOKEN: 'metrics-metrics' });
    expect(redacted('535 denied: pa$$-word, metrics-metrics')).toBe('535 denied: •••, •••');
  });
});

describe('KnownSecrets', () => {
  it('hides what was opened, also quoted, in a URL and in base64', () => {
    const known = new KnownSecrets();
    known.learn(JSON.stringify({ user: 'robot', key: 'se"cret/1' }));
    const base64 = Buffer.from('se"cret/1').toString('base64');
    expect(known.mask(`se"cret/1 ${JSON.stringify('se"cret/1')} se%22cret%2F1 ${base64} other`)).toBe(
      '••• "•••" ••• ••• other',
    );
  });

  it('forgets the oldest of many, never those of the environment', () => {
    const known = new KnownSecrets();
    known.keep('environment');
    for (let i = 0; i < 600; i++) known.learn(`secret-${String(i).padStart(3, '0')}`);
    expect(known.mask('environment secret-000 secret-599')).toBe('••• secret-000 •••');
  });

  it('leaves short words alone', () => {
    const known = new KnownSecrets();
    known.learn('job');
    expect(known.mask('a job')).toBe('a job');
  });
});
