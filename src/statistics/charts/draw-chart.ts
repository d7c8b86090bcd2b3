import { BarChart, CustomChart, LineChart } from 'echarts/charts';
import { GraphicComponent, GridComponent, LegendComponent } from 'echarts/components';
import { init, setPlatformAPI, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { altText } from './alt-text.js';
import type { Chart } from './chart.js';
import { layOutChart } from './lay-out-chart.js';
import { textWidth } from './text-fit.js';

use([
  BarChart,
  CustomChart,
  LineChart,
  GridComponent,
  LegendComponent,
  GraphicComponent,
  SVGRenderer,
]);

// There is no canvas to measure with: as the layout measures, so do the parts that ECharts places.
setPlatformAPI({
  measureText: (text, font = '') => {
    const size = Number(/(\d+(?:\.\d+)?)px/.exec(font)?.[1] ?? 12);
    return { width: textWidth(text, { size, bold: font.includes('bold') }) };
  },
});

const escaped: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

// Signs that XML 1.0 has no form for, and halves of a pair.
const unwritable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const inXml = (text: string) =>
  text.replace(unwritable, '').replace(/[&<>"']/g, (sign) => escaped[sign] ?? '');

/**
 * ECharts' drawing as a plain file: no style elements or attributes, which a page's content security
 * policy refuses; ids that do not count drawings; nothing for a script to hold on to.
 */
function plain(svg: string): string {
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|pointer-events|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) =>
      style
        .split(';')
        .filter((one) => one.includes(':'))
        .map((one) => {
          const [name = '', ...value] = one.split(':');
          return ` ${name.trim()}="${value.join(':').trim()}"`;
        })
        .join(''),
    )
    .replace(/\bzr\d+-/g, 'c-')
    .replace(unwritable, '');
}

/**
 * A chart as one SVG file of a width in pixels: title, description, and nothing from elsewhere. Bare, what
 * stands around it is left to the page that it is on: its title, source and notes.
 */
export function drawChart(chart: Chart, width: number, { isBare = false } = {}): string {
  const laid = layOutChart(chart, width, isBare);
  const drawing = init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: laid.width,
    height: laid.height,
  });
  try {
    drawing.setOption(laid.option);
    const svg = plain(drawing.renderToSVGString());
    const start = svg.indexOf('>') + 1;
    const head = svg
      .slice(0, start - 1)
      .replace(/^<svg/, '<svg role="img" aria-labelledby="c-title c-desc"');
    return `${head}><title id="c-title">${inXml(chart.title)}</title><desc id="c-desc">${inXml(altText(chart))}</desc>${svg.slice(start)}`;
  } finally {
    drawing.dispose();
  }
}
