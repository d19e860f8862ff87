/** When an action runs, seen from how the main driver fared; `onOverdue`: instead of a run, which should have started. */
export const ACTION_CONDITIONS = ['always', 'onSuccess', 'onFailure', 'onRecovery', 'onOverdue'] as const;
export type ActionCondition = (typeof ACTION_CONDITIONS)[number];
