import { renderAsync } from '@resvg/resvg-js';
import { projectPath } from '../../paths.js';

const fontFolder = 'node_modules/@expo-google-fonts/source-sans-3';
const fontFiles = [
  `${fontFolder}/400Regular/SourceSans3_400Regular.ttf`,
  `${fontFolder}/700Bold/SourceSans3_700Bold.ttf`,
].map(projectPath);

/** An SVG as a PNG of twice its size, for print; in a thread of its own, so nobody waits for it. */
export async function chartPng(svg: string): Promise<Buffer> {
  const image = await renderAsync(svg, {
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Source Sans 3' },
    fitTo: { mode: 'zoom', value: 2 },
    background: '#ffffff',
  });
  return image.asPng();
}
