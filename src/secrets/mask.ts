/** What people see instead of a secret; sent back, it means "keep the stored one". */
export const MASK = '•••';
