import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Env } from './env.js';

/** Injection token of the validated environment: `@Inject(ENV) env: Env`. */
export const ENV = Symbol('ENV');

/** Hands the environment, read once at start, to whoever injects `ENV`. */
@Global()
@Module({})
export class ConfigModule {
  static forRoot(env: Env): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: ENV, useValue: env }], exports: [ENV] };
  }
}
