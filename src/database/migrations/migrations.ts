import { Accounts1795219200000 } from './1795219200000-accounts.js';
import { Datasets1795219201000 } from './1795219201000-datasets.js';
import { Jobs1795219202000 } from './1795219202000-jobs.js';
import { Runs1795219203000 } from './1795219203000-runs.js';
import { Collaboration1795305600000 } from './1795305600000-collaboration.js';
import { Policies1795392000000 } from './1795392000000-policies.js';
import { Ledger1795392001000 } from './1795392001000-ledger.js';
import { ZoneRules1795392002000 } from './1795392002000-zone-rules.js';
import { ListOrders1795392003000 } from './1795392003000-list-orders.js';
import { Forecast1795392004000 } from './1795392004000-forecast.js';
import { Projects1795478400000 } from './1795478400000-projects.js';

/** Every migration, oldest first: an explicit list works alike from sources, from `dist` and in tests. */
export const migrations = [
  Accounts1795219200000,
  Datasets1795219201000,
  Jobs1795219202000,
  Runs1795219203000,
  Collaboration1795305600000,
  Policies1795392000000,
  Ledger1795392001000,
  ZoneRules1795392002000,
  ListOrders1795392003000,
  Forecast1795392004000,
  Projects1795478400000,
];
