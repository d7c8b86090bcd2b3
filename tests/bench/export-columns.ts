const agreement = ['Strongly agree', 'Agree', 'Neither agree nor disagree', 'Disagree'];
const withEnds = [...agreement, 'Strongly disagree', 'Don’t know'];
const often = ['Always', 'Most of the time', 'Sometimes', 'Never', 'Not applicable'];
const yesNo = ['Yes', 'No', 'Not sure'];

/** Twenty-two closed questions and their options. */
export const closedQuestions: readonly (readonly [wording: string, options: string[]])[] = [
  ['I feel safe where I live', withEnds],
  ['I am listened to when decisions are made about me', withEnds],
  ['My social worker keeps in touch with me', withEnds],
  ['I know how to make a complaint', withEnds],
  ['I was given enough information before the placement began', withEnds],
  ['My views were taken seriously at my last review', withEnds],
  ['The training offered met my needs', withEnds],
  ['I have a say in the food, the rules and the routines', withEnds],
  ['Staff treat me fairly', withEnds],
  ['I get the help I need with school or college', withEnds],
  ['It takes too long to get an answer', withEnds],
  ['I would recommend this service to others', withEnds],
  ['How often can you see your family?', often],
  ['How often does somebody ask how you are?', often],
  ['How often are visits cancelled?', often],
  ['How often do you feel lonely?', often],
  ['How often are payments on time?', often],
  ['Do you know what your plan says?', yesNo],
  ['Have you had a change of social worker in the last 12 months?', yesNo],
  ['Have you been physically restrained in the last 12 months?', yesNo],
  ['Were you told about advocacy?', yesNo],
  ['Did you attend your last review?', yesNo],
];

export const openQuestions = [
  'What is good about the care or service that you receive?',
  'What could be better?',
  'What would you change about decisions and reviews?',
  'Is there anything else that you would like to tell us?',
];

export const regions = [
  'East Midlands',
  'East of England',
  'London',
  'North East',
  'North West',
  'South East',
  'South West',
  'West Midlands',
  'Yorkshire and The Humber',
];

const places = ['Ash', 'Birch', 'Bramble', 'Cedar', 'Elm', 'Hazel', 'Oak', 'Rowan', 'Thorn', 'Wil'];
const endings = ['brook', 'bury', 'field', 'ford', 'grove', 'ham', 'leigh', 'ton', 'wick', 'wood'];

/** A hundred providers. */
export const providers = places.flatMap((place) =>
  endings.map((ending) => `${place}${ending} Children’s Services`),
);

export const attributes = ['Response ID', 'Date submitted', 'Region', 'Provider'];
