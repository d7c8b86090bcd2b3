/**
 * Workbook parts as a zip without compression, for SheetJS, which then inflates nothing and sees only
 * parts whose bytes were counted. It reads no checksum, so none is computed.
 * Layout of the records: PKWARE's APPNOTE, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export function packParts(parts: Map<string, Buffer>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [part, bytes] of parts) {
    const path = Buffer.from(part, 'utf8');
    // Method (stored), time, checksum, both sizes, lengths of the name and of the extra field.
    const shared = Buffer.alloc(22);
    shared.writeUInt32LE(bytes.length, 10);
    shared.writeUInt32LE(bytes.length, 14);
    shared.writeUInt16LE(path.length, 18);
    const header = Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1'), shared, path]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\0\x14\0\0\0', 'latin1'), shared, place, path);
    files.push(header, bytes);
    offset += header.length + bytes.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listing, end]);
}
