/** What a person needs after the start. */
export interface BannerFacts {
  url: string;
  dataDir?: string;
  notices: string[];
  superuser: { username: string; password?: string; created: boolean };
}

/** Says where the API is, where its documentation is, and how to log in; a generated password is shown this once. */
export function banner(facts: BannerFacts): string {
  const { url, superuser } = facts;
  const lines = [
    '',
    `Punctual is ready.`,
    `  API            ${url}/api`,
    `  Documentation  ${url}/docs   (OpenAPI: ${url}/openapi.json)`,
    ...(facts.dataDir ? [`  Data           ${facts.dataDir}`] : []),
    ...facts.notices.map((notice) => `  Note           ${notice}`),
  ];
  if (superuser.created && superuser.password)
    lines.push(`  Log in         ${superuser.username} / ${superuser.password}   (generated; shown only this once)`);
  else if (superuser.created) lines.push(`  Log in         ${superuser.username} / the password in ADMIN_PASSWORD`);
  else lines.push(`  Log in         POST ${url}/api/auth/login with your user name and password`);
  if (superuser.created)
    lines.push(
      '',
      'Try:',
      `  curl -s ${url}/api/auth/login -H 'Content-Type: application/json' \\`,
      `    -d '{"username":"${superuser.username}","password":"${superuser.password ?? '…'}"}'`,
    );
  return [...lines, '', 'Ctrl-C stops it.', ''].join('\n');
}
