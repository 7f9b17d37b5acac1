import type * as z from 'zod/mini';
import type { Fault } from '#lib/domain/errors.ts';

/** What zod found, in words of ours: which field, and what it must be. Values are never repeated. */
export const faultsOf = (issues: readonly z.core.$ZodIssue[]): Fault[] => issues.flatMap(faultsOfIssue);

function faultsOfIssue(issue: z.core.$ZodIssue): Fault[] {
  const field = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: field === '' ? key : `${field}.${key}`, problem: unknownField }));
  }
  return [{ field, problem: issue.message }];
}

export const unknownField = 'is not a field that is known here: leave it out, or correct its spelling';

/** For what a schema does not word itself. Given with each parse: zod's own wording depends on who else has loaded it. */
export const worded = { error: (issue: z.core.$ZodRawIssue): string => problemOf(issue) };

function problemOf(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be of type ${issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'too_small':
      return `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${measureOf(issue.origin)}`;
    case 'too_big':
      return `must be ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${measureOf(issue.origin)}`;
    case 'invalid_format':
      return issue.pattern === undefined ? `must be a valid ${issue.format}` : `must match ${issue.pattern}`;
    case 'invalid_union':
      return 'is none of the forms that are known here';
    default:
      return 'is not valid';
  }
}

const measureOf = (origin: string): string =>
  origin === 'string' ? ' characters long' : origin === 'array' ? ' items long' : '';
