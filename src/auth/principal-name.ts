const BARE_NAME = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,254}$/;
const TEAM_PREFIX = 'team:';

/** The rule for user ids and for team names without their prefix, in words. */
export const PRINCIPAL_NAME_RULE =
  'must start with a letter or digit and hold only letters, digits, ".", "_", "@" and "-" (at most 255)';

export function isPrincipalName(text: string): boolean {
  return BARE_NAME.test(text);
}

/** `analytics` of `team:analytics` or `analytics`; undefined when it can't name a team. */
export function bareTeamName(text: string): string | undefined {
  const bare = text.startsWith(TEAM_PREFIX) ? text.slice(TEAM_PREFIX.length) : text;
  return isPrincipalName(bare) ? bare : undefined;
}

/** The canonical id of a team. */
export function teamId(bareName: string): string {
  return `${TEAM_PREFIX}${bareName}`;
}
