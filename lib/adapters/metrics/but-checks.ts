import { checkCompany } from '#lib/names.ts';
import type { Metrics } from '#lib/ports/telemetry.ts';

/** Counts everything but what the company of the release checks does: it is nobody's call, success or spending. */
export const butChecks = (metrics: Metrics): Metrics => ({
  emit(metric, value, tags) {
    if (tags?.company !== checkCompany.companyId) metrics.emit(metric, value, tags);
  },
});
