import { bareTeamName } from '../principal-name.js';
import { TEAM_ROLES } from '../team-role.js';
import type { TeamRole } from '../team-role.js';
import { tokenInvalid } from '../token.errors.js';
import type { ClaimedTeam } from './claims.js';
import { displayText } from './profile-claims.js';

const MAX_TEAMS = 1000;

/**
 * Reads a `teams` claim: `"analytics"` is a member, `{id, name?, role?}` says more. The highest role of a team counts.
 * Throws TOKEN_INVALID when an entry can't be understood: rights are never guessed.
 */
export function readTeams(claim: unknown): ClaimedTeam[] {
  if (!Array.isArray(claim) || claim.length > MAX_TEAMS)
    throw tokenInvalid(`its claim "teams" is not a list of at most ${MAX_TEAMS} teams`);
  const teams = new Map<string, ClaimedTeam>();
  for (const entry of claim) {
    const team = readTeam(entry);
    const known = teams.get(team.bareName);
    if (!known || TEAM_ROLES.indexOf(team.role) > TEAM_ROLES.indexOf(known.role)) teams.set(team.bareName, team);
  }
  return [...teams.values()].sort((a, b) => (a.bareName < b.bareName ? -1 : 1));
}

function readTeam(entry: unknown): ClaimedTeam {
  const { id, name, role } = (typeof entry === 'string' ? { id: entry } : (entry ?? {})) as Record<string, unknown>;
  const bareName = typeof id === 'string' ? bareTeamName(id) : undefined;
  if (!bareName) throw tokenInvalid(`its claim "teams" has an entry without a usable id: ${excerpt(entry)}`);
  if (role !== undefined && !TEAM_ROLES.includes(role as TeamRole))
    throw tokenInvalid(
      `its claim "teams" gives "${bareName}" the role ${excerpt(role)}; roles are ${TEAM_ROLES.join(', ')}`,
    );
  return { bareName, name: displayText(name) ?? bareName, role: (role as TeamRole | undefined) ?? 'member' };
}

function excerpt(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 80);
}
