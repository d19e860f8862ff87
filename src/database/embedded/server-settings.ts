/** For a small machine that does other things as well; durable. */
const DURABLE = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
};

/** For tests, whose data nobody misses after a power cut. */
const EPHEMERAL = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

const COMMON = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  max_connections: '200',
  shared_buffers: '64MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  max_wal_size: '512MB',
  jit: 'off',
  TimeZone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // The text of a failed statement may carry people's data.
  log_min_error_statement: 'panic',
  // A query of an app that was killed ends with it instead of counting as a client.
  client_connection_check_interval: '5s',
};

/** The arguments that carry the settings; nothing secret is among them. */
export function serverArguments(cluster: string, port: number, ephemeral: boolean): string[] {
  const settings = { ...COMMON, ...(ephemeral ? EPHEMERAL : DURABLE) };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', cluster, '-p', String(port), ...flags];
}
