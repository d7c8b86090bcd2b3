const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** Text as it stands in an element or an attribute; line breaks outlast a reader's folding of white space. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"\n\r\t]/g, (character) => entities[character] ?? character);

export const xmlHeader = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
