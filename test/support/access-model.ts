import type { TeamRole } from '../../src/auth/team-role.js';

/** Somebody does something that may change who can do what. Whether they may is for the model to say. */
export type AccessStep =
  | { kind: 'share'; by: string; with: string; level: number }
  | { kind: 'unshare'; by: string; with: string }
  | { kind: 'own'; by: string; owner: string }
  | { kind: 'join'; user: string; team: string; role: TeamRole }
  | { kind: 'leave'; user: string; team: string }
  | { kind: 'disband'; team: string };

const NONE = 0;
const EDIT = 3;
const SHARE = 4;
const OWNER = 5;
const LEVEL_OF_ROLE: Record<TeamRole, number> = { member: 2, memberPlus: EDIT, publisher: SHARE, admin: OWNER };

/** What the contract says about one job, written down a second time: plain maps instead of tables and guards. */
export class AccessModel {
  readonly shares = new Map<string, number>();
  readonly roles = new Map<string, Map<string, TeamRole>>();

  constructor(
    public owner: string,
    teams: string[],
  ) {
    for (const team of teams) this.roles.set(team, new Map());
  }

  /** `root` is a superuser. Of others the highest of ownership, role in the owning team, own share, and shares to one's teams. */
  levelOf(user: string): number {
    if (user === 'root') return OWNER;
    const teams = [...this.roles].filter(([, members]) => members.has(user)).map(([team]) => team);
    const role = this.roles.get(this.owner)?.get(user);
    return Math.max(
      this.owner === user ? OWNER : NONE,
      role ? LEVEL_OF_ROLE[role] : NONE,
      ...[user, ...teams].map((principal) => this.shares.get(principal) ?? NONE),
    );
  }

  /** Does the step, if it is allowed. @returns the status that the service must answer */
  apply(step: AccessStep): number {
    switch (step.kind) {
      case 'share':
        return this.share(step);
      case 'unshare':
        return this.unshare(step);
      case 'own':
        return this.own(step);
      case 'join':
        return this.roles.get(step.team)?.set(step.user, step.role) ? 200 : 404;
      case 'leave':
        return this.roles.get(step.team)?.delete(step.user) ? 204 : 404;
      default:
        return this.disband(step.team);
    }
  }

  private share({ by, with: principal, level }: Extract<AccessStep, { kind: 'share' }>): number {
    const refused = this.refusal(by, SHARE);
    if (refused) return refused;
    if (!this.exists(principal)) return 422;
    if (this.owner === principal) return 409;
    if (level > 0) this.shares.set(principal, level);
    else this.shares.delete(principal);
    return 200;
  }

  private unshare({ by, with: principal }: Extract<AccessStep, { kind: 'unshare' }>): number {
    return this.refusal(by, SHARE) ?? (this.shares.delete(principal) ? 204 : 404);
  }

  /** Below OWNER only to a team that the present owner administers. */
  private own({ by, owner }: Extract<AccessStep, { kind: 'own' }>): number {
    const refused = this.refusal(by, EDIT);
    if (refused) return refused;
    if (!this.exists(owner)) return 422;
    const staysOwner = owner === this.owner || this.roles.get(owner)?.get(this.owner) === 'admin';
    if (this.levelOf(by) < OWNER && !staysOwner) return 403;
    this.owner = owner;
    this.shares.delete(owner);
    return 200;
  }

  /** What the team owns keeps it; its shares go with it. */
  private disband(team: string): number {
    if (this.owner === team) return 409;
    this.shares.delete(team);
    return this.roles.delete(team) ? 204 : 404;
  }

  private exists(principal: string): boolean {
    return !principal.startsWith('team:') || this.roles.has(principal);
  }

  private refusal(by: string, needed: number): number | undefined {
    const level = this.levelOf(by);
    if (level >= needed) return undefined;
    return level === NONE ? 404 : 403;
  }
}
