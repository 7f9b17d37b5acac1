/** Something that the product stands on and that can be asked how it is. */
export interface Dependency {
  name: 'store' | 'secrets' | 'model' | 'telephony';
  /** Without it no caller can be served: only these make the whole unhealthy. */
  critical: boolean;
  /** Throws when it is not well; `unconfigured` when there is nothing to ask. */
  check(signal: AbortSignal): Promise<'ok' | 'unconfigured'>;
}
