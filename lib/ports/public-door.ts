/** Our own public address, asked from outside. */
export interface PublicDoor {
  /** The status of a GET. Throws when there is no answer in time. */
  get(path: string, timeoutMs: number): Promise<number>;
}
