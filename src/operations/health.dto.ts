/** The state of this node. */
export class HealthDto {
  status: 'ok';
}
