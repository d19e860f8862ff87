import { cronFields, type CronExpression } from '../cron/cron-expression.js';
import { plainValues } from '../cron/cron-values.js';
import { describeDays } from './describe-days.js';
import { describeTimes } from './describe-times.js';

/** An expression in words, and whether its meaning depends on the zone (`every 15 minutes` does not). */
export function describeCron(expression: CronExpression): { text: string; dependsOnZone: boolean } {
  const fields = cronFields(expression);
  const times = describeTimes({
    seconds: plainValues(fields.second),
    minutes: plainValues(fields.minute),
    hours: plainValues(fields.hour),
  });
  const days = describeDays(fields);
  const dayText = days ?? (times.needsDay ? 'every day' : null);
  return {
    text: dayText === null ? times.text : `${times.text} ${dayText}`,
    dependsOnZone: days !== null || times.dependsOnHour,
  };
}
