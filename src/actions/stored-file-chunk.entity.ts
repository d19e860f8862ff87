import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A piece of an uploaded file. Files live in the database, so that every node has them and a failed upload leaves nothing. */
@Entity('stored_file_chunks')
@ForeignKey('stored_files', ['fileId'], ['id'], { name: 'stored_file_chunks_file_id_fkey', onDelete: 'CASCADE' })
export class StoredFileChunk {
  @PrimaryColumn({ name: 'file_id', type: 'uuid', primaryKeyConstraintName: 'stored_file_chunks_pkey' })
  fileId: string;

  /** From 0. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'stored_file_chunks_pkey' })
  position: number;

  @Column({ type: 'bytea' })
  bytes: Buffer;
}
