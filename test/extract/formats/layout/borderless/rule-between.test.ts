import { expect, it } from 'vitest';
import { ruleBetween } from '../../../../../src/extract/formats/layout/borderless/rule-between.ts';

const hasRuleBetween = ruleBetween([{ at: 100, from: 50, to: 200 }]);

it.each([
  ['between two heights', 80, 90, 110, true],
  ['between them the other way round', 80, 110, 90, true],
  ['above both', 80, 110, 120, false],
  ['at one of them', 80, 100, 120, false],
  ['beside the place', 210, 90, 110, false],
  ['ending at the place, as rounding leaves it', 200.5, 90, 110, true],
])('sees a rule %s', (_, x, one, other, found) => {
  expect(hasRuleBetween(x, one, other)).toBe(found);
});
