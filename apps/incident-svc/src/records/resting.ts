import type { SubjectGroup, SubjectGroups } from './subject-groups.js';

/**
 * Groups that somebody has found finished: closed, and every clock done. Time changes nothing about them, so they rest until a fact about them
 * arrives. Each who computes keeps its own, since one may have seen what the other has yet to act on.
 */
export class Resting {
  private readonly at = new WeakMap<SubjectGroup, number>();

  /** `revision`: what was computed on, where the group may have grown since. */
  rest(group: SubjectGroup, revision = group.revision): void {
    this.at.set(group, revision);
  }

  has(group: SubjectGroup | undefined): boolean {
    return group !== undefined && this.at.get(group) === group.revision;
  }

  awake(groups: SubjectGroups): SubjectGroup[] {
    return [...groups.all()].filter((group) => !this.has(group));
  }
}
