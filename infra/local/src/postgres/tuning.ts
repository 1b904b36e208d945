import { statfsSync } from 'node:fs';

/** Settings of `postgres -c`, by name. */
export type ServerSettings = Readonly<Record<string, string>>;

/** Parallel queries need more than the 64 MB that containers get by default. */
const ENOUGH_SHARED_MEMORY = 256 * 1024 * 1024;

/**
 * What every embedded server runs with: reachable from this machine only, sized for 4 GB shared with
 * API and worker, and silent about rows (what an error says about data goes to the client, not to the log).
 */
export function defaultSettings(hasStatements: boolean): ServerSettings {
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    password_encryption: 'scram-sha-256',
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    random_page_cost: '1.1',
    max_wal_size: '2GB',
    jit: 'off', // many short statements: compiling one takes longer than running it
    log_checkpoints: 'off',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(hasSharedMemory() ? {} : { dynamic_shared_memory_type: 'mmap' }),
    ...(hasStatements ? { shared_preload_libraries: 'pg_stat_statements' } : {}),
  };
}

function hasSharedMemory(): boolean {
  if (process.platform !== 'linux') return true;
  try {
    const { bsize, blocks } = statfsSync('/dev/shm');
    return bsize * blocks >= ENOUGH_SHARED_MEMORY;
  } catch {
    return false;
  }
}
