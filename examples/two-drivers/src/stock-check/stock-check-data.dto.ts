import { IsInt, IsString, MaxLength, Min } from 'class-validator';

/** What a `stock-check` job looks at. */
export class StockCheckData {
  @IsString()
  @MaxLength(200)
  dataset: string;

  @IsInt()
  @Min(0)
  atLeast: number;
}
