import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsArray, IsIn, IsNotEmpty, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';

export const SOURCE_KINDS = ['inline', 'http', 'sql'] as const;

/** Where a dataset's rows come from; `kind` decides which other fields there are. */
export class DatasetSourceDto {
  @ApiProperty({ enum: SOURCE_KINDS })
  @IsIn(SOURCE_KINDS, { message: `source.kind must be one of ${SOURCE_KINDS.join(', ')}` })
  kind: (typeof SOURCE_KINDS)[number];
}

/** Rows given in the request. */
export class InlineSourceDto extends DatasetSourceDto {
  @ApiProperty({ enum: ['inline'] })
  declare kind: 'inline';

  /** The rows, objects of column and value; left out in a PUT, the rows stay. */
  @ApiPropertyOptional({ type: 'array', items: { type: 'object', additionalProperties: true } })
  // The rows as they came: class-transformer would copy them, and drop some keys.
  @Transform(({ obj }: { obj: { rows?: unknown } }) => obj.rows)
  @IsOptional()
  @IsArray()
  @IsObject({ each: true, message: 'each of rows must be an object' })
  rows?: Record<string, unknown>[];
}

/** Rows behind a URL, read at each refresh. */
export class HttpSourceDto extends DatasetSourceDto {
  @ApiProperty({ enum: ['http'] })
  declare kind: 'http';

  /** http or https, without user and password (put those into a header). */
  @ApiProperty({ example: 'https://example.com/sales-2024.csv' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(4_000)
  url: string;

  @ApiProperty({ enum: ['json', 'csv'] })
  @IsIn(['json', 'csv'])
  format: 'json' | 'csv';

  /** Sent with the request; stored encrypted and shown as `•••`. A mask sent back keeps the stored value. */
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { authorization: 'Bearer …' },
  })
  @Transform(({ obj }: { obj: { headers?: unknown } }) => obj.headers)
  @IsOptional()
  @IsObject()
  headers?: Record<string, string> | null;

  /** Where the array of rows is in a JSON document, such as `data.items`; left out: the document is the array. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  path?: string | null;
}

/** Rows of a read-only query on a connection that the operator has named in SQL_CONNECTIONS. */
export class SqlSourceDto extends DatasetSourceDto {
  @ApiProperty({ enum: ['sql'] })
  declare kind: 'sql';

  /** Needs the permission `permission.connections.<name>`. */
  @ApiProperty({ example: 'warehouse' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  connection: string;

  /** One SELECT; its column names must differ. */
  @ApiProperty({ example: 'SELECT region, sum(amount) AS amount FROM sales GROUP BY region' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100_000)
  query: string;
}
