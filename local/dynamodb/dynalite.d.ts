// dynalite brings no types. Only what we use of it.
declare module 'dynalite' {
  import type { Server } from 'node:http';

  type Options = {
    /** A LevelDB folder; in memory where absent. */
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  };
  function dynalite(options?: Options): Server;
  export = dynalite;
}
