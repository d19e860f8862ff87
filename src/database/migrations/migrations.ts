import { Accounts1795219200000 } from './1795219200000-accounts.js';
import { Datasets1795219201000 } from './1795219201000-datasets.js';
import { Jobs1795219202000 } from './1795219202000-jobs.js';
import { Runs1795219203000 } from './1795219203000-runs.js';
import { Collaboration1795305600000 } from './1795305600000-collaboration.js';

/** Every migration, oldest first: an explicit list works alike from sources, from `dist` and in tests. */
export const migrations = [
  Accounts1795219200000,
  Datasets1795219201000,
  Jobs1795219202000,
  Runs1795219203000,
  Collaboration1795305600000,
];
