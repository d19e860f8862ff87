/** What the audit trail calls every change of actions and of what they send along. */
export const ACTIONS_CHANGED = 'job.actionsChanged';
