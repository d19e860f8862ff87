/** Whether a job is one of your favorites. */
export class FavoriteDto {
  favorited: boolean;
}
