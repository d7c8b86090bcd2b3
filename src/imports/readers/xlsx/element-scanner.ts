import { AttributeCursor } from './attribute-cursor.js';
import { xmlText } from './xml-text.js';
import { XmlScanner } from './xml-scanner.js';

export interface XmlElement {
  name: string;
  /** The name of the element around it; '' for the outermost. */
  parent: string;
  /** Attributes by their names without prefix. */
  attributes: ReadonlyMap<string, string>;
}

/** Hands over the elements of a small part one by one: relationships, sheets, styles. */
export class ElementScanner extends XmlScanner {
  private readonly around: string[] = [];

  constructor(
    fileName: string,
    private readonly visit: (element: XmlElement) => void,
  ) {
    super(fileName);
  }

  protected override open(bytes: Buffer, start: number, nameEnd: number, end: number) {
    const name = bytes.toString('latin1', start, nameEnd);
    const parent = this.around.at(-1) ?? '';
    this.around.push(name);
    this.visit({ name, parent, attributes: attributesOf(bytes, nameEnd, end) });
    return undefined;
  }

  protected override close() {
    this.around.pop();
  }

  protected override text() {
    // The parts read this way keep everything in attributes.
  }
}

function attributesOf(bytes: Buffer, from: number, end: number): Map<string, string> {
  const attributes = new Map<string, string>();
  const cursor = new AttributeCursor();
  cursor.start(from);
  while (cursor.next(bytes, end)) {
    attributes.set(
      bytes.toString('latin1', cursor.nameStart, cursor.nameEnd),
      xmlText(bytes, cursor.valueStart, cursor.valueEnd),
    );
  }
  return attributes;
}
