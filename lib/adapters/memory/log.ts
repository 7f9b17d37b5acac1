import type { Fields, Log } from '#lib/ports/telemetry.ts';

export type LogLine = {
  level: 'info' | 'warn' | 'error';
  message: string;
  fields: Fields;
  pii?: Record<string, unknown>;
  cause?: unknown;
};

/** A log that keeps its lines, personal ones included: for tests. */
export type MemoryLog = Log & { readonly lines: readonly LogLine[] };

export function memoryLog(): MemoryLog {
  const lines: LogLine[] = [];
  const words =
    (level: 'info' | 'warn') =>
    (message: string, fields: Fields = {}, pii?: Record<string, unknown>): void => {
      lines.push({ level, message, fields, ...(pii === undefined ? {} : { pii }) });
    };
  return {
    lines,
    info: words('info'),
    warn: words('warn'),
    error: (message, cause, fields = {}) => void lines.push({ level: 'error', message, fields, cause }),
  };
}
