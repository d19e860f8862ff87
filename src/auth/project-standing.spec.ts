import { describe, expect, it } from 'vitest';
import type { Caller } from './caller.js';
import { PROJECT_ROLES } from './project-role.js';
import { projectsOf, reaches, roleIn, standingIn } from './project-standing.js';

const member = { superuser: false, projects: [{ id: 'p', role: 'editor' }] } as unknown as Caller;
const stranger = { superuser: false, projects: [] } as unknown as Caller;
const root = { superuser: true, projects: [] } as unknown as Caller;
const live = { id: 'p', scheduledDeletion: null };
const doomed = { id: 'p', scheduledDeletion: new Date() };

describe('the standing in a project', () => {
  it('is the role of a member, and that of an owner for superusers', () => {
    expect([standingIn(live, member), standingIn(live, root)]).toEqual(['editor', 'owner']);
    expect([roleIn('p', member), roleIn('q', member)]).toEqual(['editor', null]);
  });

  it('is outside for all others', () => {
    expect(standingIn(live, stranger)).toBe('outside');
  });

  it('is absent for whoever asks for one that is not there', () => {
    expect([member, stranger, root].map((caller) => standingIn(undefined, caller))).toEqual(Array(3).fill('absent'));
  });

  it('is absent in one that is scheduled for deletion, before membership is looked at, but for superusers', () => {
    expect([member, stranger, root].map((caller) => standingIn(doomed, caller))).toEqual(['absent', 'absent', 'owner']);
  });

  it('reaches what its role and weaker ones reach', () => {
    const reached = PROJECT_ROLES.map((needed) => [reaches('editor', needed), reaches(null, needed)]);
    expect(reached).toEqual([
      [true, false],
      [true, false],
      [false, false],
      [false, false],
    ]);
  });

  it('lists all projects for superusers', () => {
    expect([projectsOf(member), projectsOf(stranger), projectsOf(root)]).toEqual([['p'], [], null]);
  });
});
