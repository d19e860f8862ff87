import { Injectable, StreamableFile } from '@nestjs/common';
import { DatasetRowsRepository } from './dataset-rows.repository.js';
import type { DatasetDataQueryDto } from './dataset-query.dto.js';
import type { DatasetDataDto } from './dataset.response.dto.js';
import { CONTENT_TYPES, exportRows } from './export/export-rows.js';
import type { ExportFormat } from './export/export-rows.js';

/** The rows of one load, and how they are called. */
export interface NamedLoad {
  loadId: string;
  rowCount: number;
  columns: string[];
  name: string;
  /** Without extension. */
  filename: string;
  /** Path of the route that shows them. */
  path: string;
}

/** Answers with rows: a page, or the whole as a file. */
@Injectable()
export class DatasetDataService {
  constructor(private readonly rows: DatasetRowsRepository) {}

  async answer(load: NamedLoad, query: DatasetDataQueryDto): Promise<DatasetDataDto | StreamableFile> {
    return query.format ? this.file(load, query.format) : this.page(load, query);
  }

  private file(load: NamedLoad, format: ExportFormat): StreamableFile {
    const content = exportRows(this.rows.open(load), format, load.columns);
    const plain = load.filename.replaceAll(/[^\w.-]/g, '_');
    const disposition = `attachment; filename="${plain}.${format}"; filename*=UTF-8''${encodeURIComponent(`${load.filename}.${format}`)}`;
    return new StreamableFile(content, { type: CONTENT_TYPES[format], disposition });
  }

  private async page(load: NamedLoad, { start = 0, limit = 100 }: DatasetDataQueryDto): Promise<DatasetDataDto> {
    const { path, columns, rowCount: total } = load;
    const rows = await this.rows.page(load.loadId, start, limit);
    const at = (position: number): { href: string } => ({ href: `${path}?start=${position}&limit=${limit}` });
    const next = start + rows.length;
    return {
      _links: {
        self: at(start),
        ...(start > 0 ? { prev: at(Math.max(0, start - limit)) } : {}),
        ...(next < total && rows.length > 0 ? { next: at(next) } : {}),
      },
      columns,
      rows,
      start,
      count: rows.length,
      total,
    };
  }
}
