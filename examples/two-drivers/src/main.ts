import { PunctualModule, startPunctual } from 'punctual';
import { CompanyModule } from './company.module.js';

await startPunctual(({ env, databaseUrl }) => ({
  module: CompanyModule,
  imports: [PunctualModule.forRoot(env, databaseUrl)],
}));
