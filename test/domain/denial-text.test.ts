import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Denial, denialCodes } from '#lib/domain/action.ts';
import { denialText } from '#lib/domain/denial-text.ts';

const anyDenial: fc.Arbitrary<Denial> = fc.record({
  code: fc.constantFrom(...denialCodes),
  couldDo: fc.constantFrom('aiManager', 'humanAgent', undefined),
});

test('says what the manager could do, and with which tool', () => {
  expect(denialText({ code: 'over-cap', couldDo: 'aiManager' })).toBe(
    'Nothing was done (over-cap). It is more than you may give at once. Do not split it into smaller amounts. ' +
      'The AI manager could do this: use escalate_to_manager.',
  );
});

test('says what a person could do, and with which tool', () => {
  expect(denialText({ code: 'too-old', couldDo: 'humanAgent' })).toBe(
    'Nothing was done (too-old). The order is too old for a refund here. ' +
      'A person could look into this: offer it, and use transfer_to_human if the caller wants that.',
  );
});

test('says what the model can put right by itself', () => {
  expect(denialText({ code: 'not-verified', couldDo: undefined })).toBe(
    'Nothing was done (not-verified). The caller is not verified. Use verify_customer first.',
  );
});

test('promises nothing where nobody can do it', () => {
  expect(denialText({ code: 'over-company-cap', couldDo: undefined })).toMatch(/Nobody on this line can do it/);
});

test('tells an order of somebody else from none in no way', () => {
  expect(denialText({ code: 'not-theirs', couldDo: undefined })).toBe(
    denialText({ code: 'unknown-order', couldDo: undefined }),
  );
});

test('always begins with nothing having been done, and never holds a number', () => {
  fc.assert(
    fc.property(anyDenial, (denial) => {
      const text = denialText(denial);
      expect(text).toMatch(/^Nothing was done \([a-z-]+\)\. \S/);
      expect(text).not.toMatch(/\d|undefined/);
      expect(text.includes('escalate_to_manager')).toBe(denial.couldDo === 'aiManager');
      expect(text.includes('transfer_to_human')).toBe(denial.couldDo === 'humanAgent');
    }),
  );
});
