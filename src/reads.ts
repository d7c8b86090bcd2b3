import { gridDownload } from './comments/download/grid-download.js';
import { countForFile, selectForFile } from './comments/download/select-for-file.js';
import { searchComments } from './comments/search-comments.js';
import { readCommentPage } from './comments/show-comment.js';
import { showGrid } from './comments/show-grid.js';
import { linesOf, showLines } from './comments/show-lines.js';
import { showWords } from './comments/show-words.js';
import { compareFigures } from './statistics/compare/compare-file.js';
import { showComparison } from './statistics/compare/show-comparison.js';
import { findCandidates } from './reports/candidates/find-candidates.js';
import { meterPanel, showMeter } from './reports/meter/show-meter.js';
import { matrixFigures } from './statistics/matrix/matrix-file.js';
import { showMatrix } from './statistics/matrix/show-matrix.js';
import type { Read } from './jobs/reading-threads.js';
import { showEmerging } from './themes/show-emerging.js';

/** What may take long, by the name under which a reading thread is asked for it. */
export const reads: Readonly<Record<string, Read<unknown>>> = {
  searchComments,
  selectForFile,
  countForFile,
  readCommentPage,
  gridDownload,
  showEmerging,
  showGrid,
  showLines,
  linesOf,
  showWords,
  showMatrix,
  matrixFigures,
  showComparison,
  compareFigures,
  findCandidates,
  showMeter,
  meterPanel,
};

export const readNames: ReadonlyMap<Read<unknown>, string> = new Map(
  Object.entries(reads).map(([name, read]) => [read, name]),
);
