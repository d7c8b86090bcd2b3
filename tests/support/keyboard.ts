import type { Page } from 'playwright-core';

/** What has the focus, as assistive technology would name it, and whether the eye can find it. */
interface Focused {
  name: string;
  /** An outline, a box shadow or a background of its own shows it. */
  marked: boolean;
  /** It is inside the window, and nothing lies over the middle of it, or of one of its lines. */
  inSight: boolean;
}

const focused = (page: Page): Promise<Focused> =>
  page.evaluate(() => {
    const own = document.activeElement as HTMLInputElement | null;
    if (!own || own === document.body) return { name: '', marked: true, inSight: true };
    const [label] = own.labels ?? [];
    const words = [label?.textContent, own.getAttribute('aria-label'), own.textContent];
    // GOV.UK's radios and boxes are drawn by their labels, and seen there.
    const isDrawn = /govuk-(radios|checkboxes)__input/.test(own.className);
    const styles = [own, ...(isDrawn && label ? [label] : [])].flatMap((one) => [
      getComputedStyle(one),
      getComputedStyle(one, '::before'),
    ]);
    // A link that goes over two lines has a box on each, and its middle may lie in neither.
    const inSight = [...own.getClientRects()].some(({ top, bottom, left, right }) => {
      const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      if (over === null) return false;
      return over.contains(own) || [own, label].some((one) => one?.contains(over));
    });
    return {
      name: String(words.find(Boolean)).replace(/\s+/g, ' ').trim(),
      marked: styles.some(
        ({ outlineStyle, boxShadow }) => outlineStyle !== 'none' || boxShadow !== 'none',
      ),
      inSight,
    };
  });

/** Presses a key until what has the focus answers to the name; every stop on the way must be seen. */
export async function goTo(page: Page, name: string | RegExp, key = 'Tab', most = 400) {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press(key);
    const found = await focused(page);
    if (!found.marked) throw new Error(`“${found.name}” has the focus, and nothing shows it`);
    if (!found.inSight) throw new Error(`“${found.name}” has the focus out of sight`);
    if (typeof name === 'string' ? found.name === name : name.test(found.name)) return;
  }
  throw new Error(`Nothing called “${String(name)}” can be reached with ${key}`);
}

/** The same, and Enter on it. */
export async function enter(page: Page, name: string | RegExp, key = 'Tab'): Promise<void> {
  await goTo(page, name, key);
  await page.keyboard.press('Enter');
}

export const focusedName = async (page: Page) => (await focused(page)).name;
