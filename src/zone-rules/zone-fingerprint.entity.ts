import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ZoneRules } from '../schedules/zones/zone-rules.js';

/** What the tz data said of a zone that jobs use, when somebody last looked: new tz data is compared with it. */
@Entity('zone_fingerprints')
export class ZoneFingerprint {
  /** As jobs spell it. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'zone_fingerprints_pkey' })
  timezone: string;

  /** Version of the tz data, such as `2025b`; the newest that any node had. */
  @Column({ name: 'tz_version', type: 'text' })
  tzVersion: string;

  @Column({ type: 'jsonb' })
  rules: ZoneRules;

  @Column({ name: 'covers_from', type: 'timestamptz' })
  coversFrom: Date;

  @Column({ name: 'covers_until', type: 'timestamptz' })
  coversUntil: Date;

  /** The rules before, while nodes with older tz data may still plan by them. */
  @Column({ name: 'previous_rules', type: 'jsonb', nullable: true })
  previousRules: ZoneRules | null;

  /** The first instant at which they differ from the present ones. */
  @Column({ name: 'differs_from', type: 'timestamptz', nullable: true })
  differsFrom: Date | null;

  /** Until then, what such nodes planned is put right; each find prolongs it. */
  @Column({ name: 'watch_until', type: 'timestamptz', nullable: true })
  watchUntil: Date | null;
}
