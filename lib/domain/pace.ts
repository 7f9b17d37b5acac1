/** The clock of a turn, in milliseconds. Shared by the webhook that waits and the worker that writes. */
export const pace = {
  /** How long a caller waits in silence before a filler: DESIGN asks for a voice within a second. */
  fillerMs: 900,
  /** How often the webhook looks for the next sentence. */
  pollMs: 15,
  /** A reply that nobody has opened by then has lost its worker: start another. */
  workerLostMs: 2_500,
  /** From the claim: after this the caller is told, whatever is still coming. */
  hardStopMs: 20_000,
  /** The model's longest silence before we try the other one. */
  stallMs: 6_000,
  /** A second try begins only while this much is left before the hard stop. */
  retryNeedsMs: 4_000,
} as const;

/** Parts of a turn from here on mean: a webhook failed on us and asked the caller to say it again. */
export const firstRetryPart = 100;
/** And from here on: a person was dialled and the webhook after that failed too. The next failure ends the call. */
export const lastRetryPart = 200;
/** More parts than any reply has; beyond it something loops. */
export const lastPart = 60;
