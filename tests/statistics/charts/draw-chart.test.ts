import { describe, expect, it } from '@jest/globals';
import { Resvg } from '@resvg/resvg-js';
import type { Chart } from '../../../src/statistics/charts/chart.js';
import { chartPng } from '../../../src/statistics/charts/chart-png.js';
import { drawChart } from '../../../src/statistics/charts/draw-chart.js';
import { bar, scale, shareChart } from './charts.js';

const hostile = [
  `<script>alert("1")</script> & 'quotes' ]]> {a|b} \u0000\u0008\uD800`,
  '😀 家 שלום __proto__ </text><image href="https://example.org/x.png"/>',
  'style="fill:red" class="x" zr0-c0 url(https://example.org)',
  `${'How much do you agree or disagree that staff listen? '.repeat(6)}`,
  `${'W'.repeat(300)}`,
];
const named = hostile.map((label) => ({ label, tone: 'named' as const }));
const frame = { title: hostile.join(' '), subtitle: hostile[0] ?? '', source: hostile[1] ?? '' };
const words = { ...shareChart([]), ...frame, notes: hostile, internal: true };
const shares = [bar('Everybody', [5, 6, 7, 8, 9]), bar(hostile[0] ?? '', [5, 5, 5, 5, 5])];
const point = { count: 20, base: 50, percentage: 40, low: 28, high: 54 };

const charts: Record<string, Chart> = {
  stacked: { ...words, kind: 'stacked', categories: named, bars: shares },
  diverging: {
    ...words,
    kind: 'diverging',
    categories: scale.slice(0, 5).map(({ tone }, at) => ({ label: hostile[at] ?? '', tone })),
    bars: shares,
  },
  bars: { ...words, kind: 'bars', categories: named, bars: shares.slice(0, 1) },
  paired: { ...words, kind: 'paired', categories: named, bars: shares },
  trend: {
    ...words,
    kind: 'trend',
    followed: hostile[0] ?? '',
    points: hostile.map((label, at) => ({
      ...point,
      label,
      parted: at === 1 ? (hostile[3] ?? '') : null,
    })),
  },
  changes: {
    ...words,
    kind: 'changes',
    rows: hostile.map((label, at) => ({
      label,
      verdict: (['improved', 'same', 'declined', 'withheld', 'same'] as const)[at] ?? 'same',
      better: at === 3 ? null : 4 - 2 * at,
      low: at === 3 ? null : -5,
      high: at === 3 ? null : 9,
    })),
  },
  figures: {
    ...words,
    kind: 'figures',
    isMean: false,
    rows: hostile.map((label) => ({ ...point, label, value: 40 })),
  },
};

describe.each(Object.entries(charts))('a chart of kind %s with hostile words', (_kind, chart) => {
  const svg = drawChart(chart, 640);

  it('is well-formed, with a title and a description, and holds nothing that runs or loads', () => {
    expect(() => new Resvg(svg, { font: { loadSystemFonts: false } })).not.toThrow();
    expect(svg).toMatch(/^<svg role="img" aria-labelledby="c-title c-desc"/);
    expect(svg).toContain('<title id="c-title">&lt;script&gt;');
    expect(svg).toMatch(/<desc id="c-desc">[^<]{80,}<\/desc>/);
    const tags = new Set([...svg.matchAll(/<(\w+)/g)].map(([, tag]) => tag));
    const plain = [
      'svg',
      'title',
      'desc',
      'rect',
      'path',
      'text',
      'defs',
      'pattern',
      'clipPath',
      'g',
    ];
    expect([...tags].filter((tag) => !plain.includes(tag ?? ''))).toEqual([]);
    for (const [, name = '', value = ''] of svg.matchAll(/ ([\w:-]+)="([^"]*)"/g)) {
      expect(name).not.toMatch(/^(on|style$|class$|href|xlink:href|ecmeta|data-)/);
      if (value.includes('url(')) expect(value).toMatch(/^url\(#c-[\w-]+\)$/);
    }
  });

  it('is the same whenever it is drawn, and fits its width', () => {
    expect(drawChart(chart, 640)).toBe(svg);
    expect(svg).toMatch(/ width="640" /);
    expect(drawChart(chart, 1600)).toMatch(/ width="1600" /);
  });

  it('says that it is not for publication', () => {
    expect(svg).toMatch(/>Not for publication<\/text>/);
    expect(svg).toContain('<desc id="c-desc">Not for publication.');
  });
});

it('has the whole of a title that it had to cut in its description', () => {
  const title = 'How much do you agree that staff listen to what you say? '.repeat(8).trim();
  const svg = drawChart(shareChart([bar('Everybody', [60, 44])], { title }), 640);
  expect(svg).toContain('…</text>');
  expect(/<desc[^>]*>([^<]*)/.exec(svg)?.[1]).toContain(title);
});

it('gives every series a pattern besides its colour, but for one', () => {
  const svg = drawChart(shareChart([bar('Everybody', [20, 20, 20, 20, 20, 20])]), 960);
  expect([...svg.matchAll(/<pattern /g)]).toHaveLength(5);
});

it('is drawn as a PNG of twice its size, with letters in it', async () => {
  const svg = drawChart(shareChart([bar('Everybody', [60, 44])]), 640);
  const png = await chartPng(svg);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(1280);
  const silent = await chartPng(svg.replace(/<text[\s\S]*?<\/text>/g, ''));
  expect(png.length).toBeGreaterThan(silent.length * 1.5);
});

it('draws nothing for nobody, and says so', () => {
  const svg = drawChart(shareChart([bar('Everybody', [0, 0], 0)]), 640);
  expect(svg).toContain('>No answers</text>');
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});
