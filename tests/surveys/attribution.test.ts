import { expect, test } from '@jest/globals';
import { attribution, viewFrom } from '../../src/surveys/attribution.js';

test.each([
  ['child', 'Fostering survey', "(Child's view from fostering survey)"],
  ['adopter', 'Adoption survey', "(Adopter's view from adoption survey)"],
  ['iro', 'Adoption survey', "(IRO's view from adoption survey)"],
  ['birth_parent', "Children's homes survey", "(Birth parent's view from children's homes survey)"],
  ['staff', 'CAFCASS survey', "(Staff member's view from CAFCASS survey)"],
])('a %s of the “%s” is quoted in the house form', (group, survey, expected) => {
  expect(attribution(group, survey)).toBe(expected);
});

test.each([null, 'somebody_else', '__proto__'])('group %s is a respondent', (group) => {
  expect(attribution(group, 'Fostering survey')).toBe("(Respondent's view from fostering survey)");
});

test('within a line of text there are no brackets', () => {
  expect(viewFrom('foster_carer', 'Fostering survey')).toBe(
    "Foster carer's view from fostering survey",
  );
});
