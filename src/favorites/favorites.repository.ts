import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';

/** A job, and whose favorite it may be. */
export interface FavoriteKey {
  userId: string;
  jobId: string;
}

@Injectable()
export class FavoritesRepository {
  constructor(private readonly sql: Sql) {}

  async has({ userId, jobId }: FavoriteKey): Promise<boolean> {
    const found = await this.sql.execute({
      name: 'favorites.has',
      text: 'SELECT 1 FROM favorites WHERE user_id = $1 AND job_id = $2',
      values: [userId, jobId],
    });
    return found > 0;
  }

  /** Any number of times the same. False when the job was deleted meanwhile. */
  async add({ userId, jobId }: FavoriteKey): Promise<boolean> {
    try {
      await this.sql.execute({
        name: 'favorites.add',
        text: 'INSERT INTO favorites (user_id, job_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
        values: [userId, jobId],
      });
      return true;
    } catch (error) {
      if ((error as { code?: unknown }).code === '23503') return false;
      throw error;
    }
  }

  /** Any number of times the same. */
  async remove({ userId, jobId }: FavoriteKey): Promise<void> {
    await this.sql.execute({
      name: 'favorites.remove',
      text: 'DELETE FROM favorites WHERE user_id = $1 AND job_id = $2',
      values: [userId, jobId],
    });
  }
}
