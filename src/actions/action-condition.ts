/** When an action runs, seen from how the main driver fared. */
export const ACTION_CONDITIONS = ['always', 'onSuccess', 'onFailure', 'onRecovery'] as const;
export type ActionCondition = (typeof ACTION_CONDITIONS)[number];
