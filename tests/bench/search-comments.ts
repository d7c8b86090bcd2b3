import SqliteFile from 'better-sqlite3';
import { missingCode } from '../../src/surveys/answer-codes.js';
import { sentences } from './comment-phrases.js';
import { dice, type Dice } from './large-export.js';

const seed = 20_261_127;
const commentsPerImport = 100_000;
const commentsPerResponse = 4;
const questionsPerSurvey = commentsPerResponse;
const surveys = 6;
const waves = 4;
const themes = 26;
const regions = 10;
/** Words of which one comment in three holds one, the first far more often than the last. */
const seldomWords = 20_000;
const labels = ['negative', 'positive', 'neutral', 'mixed'];
const groups = ['child', 'foster_carer', 'adopter', 'iro', 'birth_parent', 'social_worker', null];

/** The n-th of the words that no phrase holds: "zabo" and the like. */
export function seldomWord(n: number): string {
  const [vowels, consonants] = ['aeiou', 'bdfgklmnprstvz'];
  let word = 'z';
  for (let left = n + 1; left > 0; left = Math.floor(left / 70)) {
    word += `${vowels[left % 5]}${consonants[Math.floor(left / 5) % 14]}`;
  }
  return word;
}

function sentence(roll: Dice): string {
  const places = sentences[roll(sentences.length)] ?? [];
  return `${places.map((phrases) => phrases[roll(phrases.length)]).join(' ')}.`;
}

function commentText(roll: Dice): string {
  const written = [sentence(roll), sentence(roll)];
  // Squared, so that a few are ordinary and most are rare.
  const at = (roll(10_000) / 10_000) ** 4;
  if (roll(3) === 0) written.push(`${seldomWord(Math.floor(at * seldomWords))}.`);
  return written.join(' ');
}

/** Surveys with their waves and questions: four open ones, a region, and one with yes and no. */
function addSurveys(db: SqliteFile.Database): void {
  const now = '2026-11-26T12:00:00.000Z';
  for (let survey = 1; survey <= surveys; survey += 1) {
    db.prepare('insert into survey (id, name, created_at) values (?, ?, ?)').run(
      survey,
      `Survey ${survey}`,
      now,
    );
    for (let wave = 0; wave < waves; wave += 1) {
      db.prepare('insert into wave (id, survey_id, name, created_at) values (?, ?, ?, ?)').run(
        survey * 10 + wave,
        survey,
        String(2010 + wave),
        now,
      );
    }
    const addQuestion = db.prepare(
      'insert into question (id, survey_id, key, text, kind, role, position) values (?, ?, ?, ?, ?, ?, ?)',
    );
    for (let open = 0; open < questionsPerSurvey; open += 1) {
      addQuestion.run(survey * 10 + open, survey, `q${open}`, `Open ${open}?`, 'open', null, open);
    }
    addQuestion.run(survey * 10 + 8, survey, 'region', 'Region', 'attribute', 'region', 8);
    addQuestion.run(survey * 10 + 9, survey, 'safe', 'Do you feel safe?', 'single', null, 9);
    const addOption = db.prepare(
      'insert into option (question_id, code, label, polarity, position) values (?, ?, ?, ?, ?)',
    );
    for (let code = 0; code < regions; code += 1) {
      addOption.run(survey * 10 + 8, code, `Region ${code + 1}`, 'neutral', code);
    }
    addOption.run(survey * 10 + 9, 0, 'Yes', 'positive', 0);
    addOption.run(survey * 10 + 9, 1, 'No', 'negative', 1);
  }
}

function addThemes(db: SqliteFile.Database): number[] {
  const { frame } = db.prepare('select max(id) as frame from frame').get() as { frame: number };
  const add = db.prepare(
    'insert into theme (frame_id, key, name, definition, position) values (?, ?, ?, ?, ?)',
  );
  return Array.from({ length: themes }, (_, at) =>
    Number(
      add.run(frame, `bench-${at}`, `Bench theme ${at}`, 'For the measurement.', 100 + at)
        .lastInsertRowid,
    ),
  );
}

interface Statements {
  comment: SqliteFile.Statement;
  sentiment: SqliteFile.Statement;
  tag: SqliteFile.Statement;
}

function addComments(
  statements: Statements,
  roll: Dice,
  place: { importId: number; survey: number; wave: number; first: number; count: number },
  themeIds: readonly number[],
): void {
  for (let at = 0; at < place.count; at += 1) {
    const id = place.first + at;
    statements.comment.run(
      id,
      place.importId,
      place.survey,
      place.wave,
      place.survey * 10 + (at % questionsPerSurvey),
      Math.floor(at / commentsPerResponse),
      groups[roll(groups.length)],
      commentText(roll),
    );
    const label = roll(3);
    const criticality = label === 0 ? 1 + roll(3) : 0;
    statements.sentiment.run(id, labels[label], 0.5 + roll(50) / 100, criticality);
    const tagged = new Set([roll(themes), roll(themes * 3), roll(themes * 3)]);
    for (const theme of tagged) {
      if (theme < themes) statements.tag.run(id, themeIds[theme]);
    }
  }
}

/**
 * Fills a migrated database with comments of about 30 words, in imports of 100,000, each with a
 * sentiment and up to three themes, of responses with a region and one closed answer; the same ones
 * for the same number. Indexes the text at the end.
 */
export function fillComments(file: string, comments: number): void {
  const db = new SqliteFile(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  const roll = dice(seed);
  db.transaction(() => {
    addSurveys(db);
    const themeIds = addThemes(db);
    const statements = {
      comment: db.prepare(
        'insert into comment (id, import_id, survey_id, wave_id, question_id, position, group_key, text) values (?, ?, ?, ?, ?, ?, ?, ?)',
      ),
      sentiment: db.prepare(
        "insert into sentiment (comment_id, label, probability, criticality, source, evidence) values (?, ?, ?, ?, 'model', '[]')",
      ),
      tag: db.prepare(
        "insert into tag (comment_id, theme_id, source, evidence) values (?, ?, 'rule', '[]')",
      ),
    };
    for (let first = 1, importId = 1; first <= comments; importId += 1) {
      const count = Math.min(commentsPerImport, comments - first + 1);
      const responses = Math.ceil(count / commentsPerResponse);
      const survey = 1 + (importId % surveys);
      const wave = survey * 10 + (importId % waves);
      db.prepare(
        "insert into import (id, wave_id, state, file_name, file_sha256, file_bytes, response_count, comment_count, created_at, published_at) values (?, ?, 'published', ?, ?, 0, ?, ?, ?, ?)",
      ).run(
        importId,
        wave,
        `bench ${importId}.csv`,
        `bench ${importId}`,
        responses,
        count,
        '2026-11-26',
        '2026-11-26',
      );
      const addColumn = db.prepare(
        "insert into answer_column (import_id, question_id, encoding, cells) values (?, ?, 'u8', ?)",
      );
      const noReply = missingCode('no_reply', 'u8');
      const column = (below: number) =>
        new Uint8Array(responses).map(() => (roll(20) === 0 ? noReply : roll(below)));
      addColumn.run(importId, survey * 10 + 8, column(regions));
      addColumn.run(importId, survey * 10 + 9, column(2));
      addComments(statements, roll, { importId, survey, wave, first, count }, themeIds);
      first += count;
    }
  })();
  for (const index of ['comment_index', 'comment_exact']) {
    db.exec(`insert into ${index} (${index}) values ('rebuild')`);
  }
  db.exec('update import set coded_by = (select max(id) from frame)');
  db.exec('analyze');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}
