import { setTimeout } from 'node:timers/promises';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';

/** How long a statement waits for another's lock, in milliseconds. */
const patience = 10_000;
const betweenTries = 2;

const isBusy = (error: unknown) => (error as { code?: unknown }).code === 'SQLITE_BUSY';

/**
 * Waits for another's lock without holding up its thread: SQLite's own waiting would stop every page of
 * the server, and looks again so seldom that it misses the gaps between the transactions of an import.
 */
export class PatientConnection implements DatabaseConnection {
  constructor(private readonly connection: DatabaseConnection) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const until = Date.now() + patience;
    for (;;) {
      try {
        return await this.connection.executeQuery<R>(query);
      } catch (error) {
        // What empties the log asks once, and takes a no.
        const once = query.sql.startsWith('pragma');
        if (once || !isBusy(error) || Date.now() > until) throw error;
      }
      await setTimeout(betweenTries);
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.connection.streamQuery<R>(query, chunkSize);
  }
}
