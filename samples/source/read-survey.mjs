import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const readText = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

/**
 * Responses as their authors wrote them, one to a paragraph. The first line is the mood, from -2
 * (miserable) to 2 (delighted), and any closed answers that the words imply, `key=label; key=label`.
 * Then one line a comment, `question key> words`; an indented line continues it after a line break.
 */
function readResponses(name) {
  return readText(name)
    .trim()
    .split(/\n\n+/)
    .map((paragraph) => {
      const [head, ...lines] = paragraph.split('\n');
      const [, mood, closed] = /^(-?[0-2])(?: (.+))?$/.exec(head) ?? [];
      if (mood === undefined) throw new Error(`${name}: “${head}” is not a mood and answers`);
      const answers = new Map((closed ?? '').split('; ').filter(Boolean).map((a) => a.split('=')));
      let key;
      for (const line of lines) {
        const [, next, words] = /^(\w+)> (.*)$/.exec(line) ?? [];
        if (next === undefined) answers.set(key, `${answers.get(key)}\n${line.slice(2)}`);
        else if (answers.has((key = next))) throw new Error(`${name}: two answers to ${key}: ${words}`);
        else answers.set(key, words);
      }
      return { mood: Number(mood), answers };
    });
}

const quiet = (count) => Array.from({ length: count }, () => ({ mood: 0, answers: new Map() }));

/** A survey's definition, with everybody who answered; those who wrote nothing are not in the text. */
export function readSurvey(name) {
  const survey = parse(readText(name));
  const people = Object.entries(survey.groups).flatMap(([group, { responses, source }]) => {
    const wrote = readResponses(source);
    if (wrote.length > responses) throw new Error(`${source}: more than ${responses} responses`);
    return [...wrote, ...quiet(responses - wrote.length)].map((person) => ({ group, ...person }));
  });
  const asWritten = survey.asWritten ? readResponses(survey.asWritten) : [];
  for (const person of asWritten) person.group = person.answers.get('group');
  return { ...survey, people, asWritten };
}
