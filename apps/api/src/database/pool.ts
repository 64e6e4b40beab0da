import mysql, { type Connection, type Pool, type PoolConnection, type PoolOptions } from 'mysql2';

/** What a request waits for a free connection before it is told to come back later. */
const ACQUIRE_TIMEOUT = 10_000;

/**
 * DATETIME columns hold UTC, and the server's idea of its zone must never move them. The mode makes a value that does not
 * fit an error on every server, where some would cut it off.
 */
const SESSION = `SET SESSION time_zone = '+00:00',
  sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_ENGINE_SUBSTITUTION'`;

class PoolExhausted extends Error {
  readonly code = 'POOL_EXHAUSTED';
}

type Acquired = (error: NodeJS.ErrnoException | null, connection?: PoolConnection) => void;
type PinnedPoolOptions = PoolOptions & { acquireTimeout?: number };

/** The driver TypeORM works with: mysql2 with pinned sessions, and with a limit to the wait for a connection. */
export const pinnedDriver: { createPool(options: PinnedPoolOptions): Pool } = {
  ...mysql,
  createPool(options) {
    const { acquireTimeout = ACQUIRE_TIMEOUT, ...rest } = options;
    const pool = mysql.createPool(rest);
    // Queued before whatever the new connection is wanted for.
    pool.on('connection', (connection: Connection) => {
      connection.query(SESSION, (error) => {
        // A session in an unknown zone must not be used: what waits on this connection fails, and the pool makes another.
        if (error) connection.destroy();
      });
    });
    const acquire = pool.getConnection.bind(pool) as (done: Acquired) => void;
    // mysql2 would wait for ever, and nested transactions on a small pool with it.
    pool.getConnection = (callback) => {
      const done = callback as Acquired;
      let given = false;
      const timer = setTimeout(() => {
        given = true;
        done(new PoolExhausted(`no database connection came free within ${acquireTimeout} ms`));
      }, acquireTimeout);
      acquire((error, connection) => {
        clearTimeout(timer);
        if (given) connection?.release();
        else done(error, connection);
      });
    };
    return pool;
  },
};
