import type { Alias, GoodRelease, Move, Versions } from '#lib/domain/releases/release.ts';

/** The deployed functions: their versions, and the alias `live` of each. */
export interface Functions {
  /** Where the aliases of all functions point now. A function without one is left out: it is not deployed yet. */
  aliases(): Promise<Alias[]>;
  /**
   * Points the alias wholly at a version if nobody has written it since it was read, and returns it as it stands then;
   * undefined when somebody has. Throws when it could not be asked.
   */
  move(from: Alias, version: number): Promise<Alias | undefined>;
  /** The published versions that are still there, oldest first, with the build of each. */
  versions(entry: string): Promise<{ version: number; build: string }[]>;
  /** Deletes one version; one that is gone already is no error. Never the function. */
  removeVersion(entry: string, version: number): Promise<void>;
}

/** Releases that are being shifted just now. */
export interface Shifts {
  running(): Promise<string[]>;
  /** Stops one and leaves the alias as it is; one that has ended is no error. */
  stop(shift: string): Promise<void>;
}

/** What is known of releases, kept outside of them. */
export interface ReleaseNotes {
  good(): Promise<GoodRelease[]>;
  /** Adds a good release; false when there is one of that number already. */
  addGood(release: GoodRelease): Promise<boolean>;
  removeGood(number: number): Promise<void>;
  /** What is live and not good yet, and since when it has run without an alarm. */
  candidate(): Promise<Candidate | undefined>;
  setCandidate(candidate: Candidate): Promise<void>;
  /** The last rollback, under way or done. */
  rollback(): Promise<RollbackNote | undefined>;
  /** Writes down that one begins; false when another one stands. */
  beginRollback(note: RollbackNote): Promise<boolean>;
  /** Writes over the one that stands. */
  setRollback(note: RollbackNote): Promise<void>;
}

export type Candidate = { versions: Versions; since: string };

/** `moves` as they were planned when it began: who finishes it for another says what was moved from where. */
export type RollbackNote = {
  to: number;
  moves: readonly Move[];
  begunAt: string;
  /** Absent while it is under way. */
  doneAt?: string;
};

export type AlarmState = { firing: boolean /** ISO time of the last change. */; since: string };

/** The alarm on which everything goes back. */
export interface RollbackAlarm {
  /** Undefined where there is none. */
  state(): Promise<AlarmState | undefined>;
}

/** The people who look after the product. */
export interface Operators {
  tell(subject: string, text: string): Promise<void>;
}
