import type { Db } from '../../db/schema.js';
import { rulesOf } from '../../disclosure-rules.js';
import { fileNameOf } from '../../http/file-name.js';
import { formatCount } from '../../http/formats.js';
import type { Sight } from '../../people/sight.js';
import type { Breakdown } from '../breakdown.js';
import { breakdownOf } from '../breakdown-queries.js';
import { askedQuestions, waveResponses } from '../rate-queries.js';
import { countsNote } from '../withhold.js';
import type { FigureDocument } from './figure-document.js';
import type { Frame } from './framed-workbook.js';
import { questionRows } from './question-rows.js';
import { questionSheet, summarySheet } from './question-sheets.js';
import { tidyHeadings } from './tidy-rows.js';

/** Which figures, and how they are to be shown. */
export interface WaveAsked {
  wave: { id: number; name: string; surveyName: string };
  isInternal: boolean;
  /** ISO instant. */
  madeAt: string;
}

/** Where the whole wave is in one category, its column would repeat that of everybody. */
const dividing = (breakdown: Breakdown): Breakdown =>
  breakdown.parts.length < 2 ? { ...breakdown, by: null, parts: [] } : breakdown;

/** What the front of a wave's file says. */
export async function waveFrame(
  db: Db,
  { wave, isInternal, madeAt }: WaveAsked,
  title: string,
): Promise<Frame> {
  const responses = formatCount(await waveResponses(db, wave.id), 'response');
  return {
    title,
    isInternal,
    source: `Source: ${wave.surveyName}, ${wave.name}; ${responses} received.`,
    countsNote: countsNote(isInternal ? 'internal' : 'publication', rulesOf(db)),
    madeAt,
  };
}

/** Every closed question of a wave by respondent group, and its attributes. @throws ViewfinderError `not_found`. */
export async function ratesDocument(
  db: Db,
  viewer: Sight,
  asked: WaveAsked,
): Promise<FigureDocument> {
  const { wave, isInternal } = asked;
  const questions = await askedQuestions(db, wave.id);
  const counted = [
    ...questions.filter(({ kind }) => !['number', 'date', 'attribute'].includes(kind)),
    ...questions.filter(({ kind }) => kind === 'attribute'),
  ];
  const groupId = questions.find(({ role }) => role === 'respondent_group')?.id ?? null;
  const numbers = { question: 0, attribute: 0 };
  const named: { name: string; breakdown: Breakdown }[] = [];
  for (const { id, kind } of counted) {
    const isAttribute = kind === 'attribute';
    const spec = {
      waveId: wave.id,
      questionId: id,
      byId: isAttribute ? null : groupId,
      where: null,
    };
    const showing = isInternal ? 'internal' : 'publication';
    const breakdown = dividing(await breakdownOf(db, viewer, spec, showing));
    const number = (numbers[isAttribute ? 'attribute' : 'question'] += 1);
    named.push({ name: isAttribute ? `Attribute ${number}` : `Question ${number}`, breakdown });
  }
  const frame = await waveFrame(db, asked, `${wave.surveyName}, ${wave.name}: rates`);
  const sheets = [
    summarySheet(named, isInternal),
    ...named.map(({ name, breakdown }) => questionSheet(name, breakdown, isInternal)),
  ];
  const from = { survey: wave.surveyName, wave: wave.name };
  return {
    fileName: fileNameOf(frame.title, `wave-${wave.id}`),
    frame,
    sheets,
    headings: tidyHeadings,
    rows: named.flatMap(({ breakdown }) => questionRows(breakdown, from)),
  };
}
