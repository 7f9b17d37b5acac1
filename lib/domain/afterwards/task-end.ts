import type { Ports } from '#lib/ports/ports.ts';

/** How one try of a task ended. */
export type TaskEnd =
  | { kind: 'done'; note?: string }
  /** It cannot be done, now or later. */
  | { kind: 'never'; note: string }
  /** It was not done; `certain` unless it may have been. */
  | { kind: 'again'; certain: boolean; note: string };

export type TaskPorts = Pick<
  Ports,
  | 'outbox'
  | 'callbacks'
  | 'sessions'
  | 'calls'
  | 'dialogues'
  | 'texts'
  | 'phoneLines'
  | 'model'
  | 'usage'
  | 'pricing'
  | 'tallies'
  | 'ledger'
  | 'erasures'
  | 'outboundCalls'
  | 'worker'
  | 'clock'
  | 'log'
  | 'metrics'
  | 'newId'
>;
