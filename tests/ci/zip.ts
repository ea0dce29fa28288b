import { deflateRawSync } from 'node:zlib';

type Entry = readonly [name: string, text: string];

/** A ZIP archive; `size` is what its list says of each entry, where that is not the truth. */
export function zipped(
  content: Readonly<Record<string, string>> | readonly Entry[],
  lie: { size?: number } = {},
): Buffer {
  const entries: readonly Entry[] = Array.isArray(content) ? content : Object.entries(content);
  const bodies: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const [name, text] of entries) {
    const title = Buffer.from(name);
    const plain = Buffer.from(text);
    const method = plain.length > 30 ? 8 : 0;
    const packed = method === 0 ? plain : deflateRawSync(plain);
    // From the method on the two headers are alike.
    const about = Buffer.alloc(20);
    about.writeUInt16LE(method, 0);
    about.writeUInt32LE(packed.length, 10);
    about.writeUInt32LE(lie.size ?? plain.length, 14);
    about.writeUInt16LE(title.length, 18);
    const local = Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1'), about, Buffer.alloc(2), title, packed]);
    const where = Buffer.alloc(16);
    where.writeUInt32LE(at, 12);
    list.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0\x14\0\0\0', 'latin1'), about, where, title]));
    bodies.push(local);
    at += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(list).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, ...list, end]);
}
