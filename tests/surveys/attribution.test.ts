import { describe, expect, test } from '@jest/globals';
import { attribution, formsFrom, surveyWithin, viewFrom } from '../../src/surveys/attribution.js';

const house = formsFrom([]);

describe('as the program comes', () => {
  test.each([
    ['child', "Children's homes survey", "(Child's view from children's homes survey)"],
    ['iro', 'Adoption survey', "(IRO's view from adoption survey)"],
    ['adopter', 'Adoption survey', "(Adoptive parent's view from adoption survey)"],
    ['child', 'Fostering survey', "(Child's view from fostering survey)"],
    ['staff', 'CAFCASS survey', "(Staff member's view from CAFCASS survey)"],
    ['foster_carer', 'Your voice', "(Foster carer's view from your voice survey)"],
    ['adopter', 'Survey of adopters', "(Adoptive parent's view from survey of adopters)"],
  ])('a %s of the “%s” is quoted in the house form', (group, survey, expected) => {
    expect(attribution(house, group, survey)).toBe(expected);
  });

  test.each([
    ['child', "(Children's views from fostering survey)"],
    ['iro', "(IROs' views from fostering survey)"],
    ['adopter', "(Adoptive parents' views from fostering survey)"],
    ['partner_agency', "(Partner agencies' views from fostering survey)"],
    [null, "(Respondents' views from fostering survey)"],
  ])('several of group %s are', (group, expected) => {
    expect(attribution(house, group, 'Fostering survey', 'plural')).toBe(expected);
  });

  test.each([null, 'somebody_else', '__proto__'])('group %s is a respondent', (group) => {
    expect(attribution(house, group, 'Fostering survey')).toBe(
      "(Respondent's view from fostering survey)",
    );
  });
});

test.each([
  ["Children's homes survey 2012-13", "children's homes survey"],
  ["Secure Children's Homes Survey 2012/13", "secure children's homes survey"],
  ['Fostering survey (2013)', 'fostering survey'],
  ['2013 Fostering survey', 'fostering survey'],
  ['Fostering survey, May 2013', 'fostering survey'],
  ['IRO survey', 'IRO survey'],
  ['Independent reviewing officers (IRO) survey', 'independent reviewing officers (IRO) survey'],
  ['Ofsted Social Care Survey', 'Ofsted social care survey'],
  ['Adoption survey in England', 'adoption survey in England'],
  ['2013', '2013'],
  ['Fostering survey 24', 'fostering survey 24'],
])('the “%s” is “%s” within a sentence', (name, within) => {
  expect(surveyWithin(name)).toBe(within);
});

describe('as a deployment words it', () => {
  const own = [{ groupKey: 'child', singular: 'A child', plural: 'Some children' }];

  test('its pattern and its groups stand in the place of the house’s', () => {
    const forms = formsFrom(own, '– {view}, {survey}');
    expect(attribution(forms, 'child', 'Fostering survey')).toBe('– A child, fostering survey');
    expect(attribution(forms, 'child', 'Fostering survey', 'plural')).toBe(
      '– Some children, fostering survey',
    );
    expect(attribution(forms, 'staff', 'Your voice')).toBe("– Staff member's view, your voice");
  });

  test('braces in a survey’s name and dollars in a group’s are only characters', () => {
    const forms = formsFrom([{ groupKey: 'child', singular: '$& {survey}', plural: '' }]);
    expect(attribution(forms, 'child', '{view} $1 survey')).toBe(
      '($& {survey} from {view} $1 survey)',
    );
  });
});

test('within a line of text there are no brackets around it', () => {
  expect(viewFrom(house, 'foster_carer', 'Fostering survey')).toBe(
    "Foster carer's view from fostering survey",
  );
});
