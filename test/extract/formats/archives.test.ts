import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { zipOf } from '../../../generator/office-zip.ts';
import { rarArchive } from '../../../src/extract/formats/rar.ts';
import type { ArchiveReader } from '../../../src/extract/formats/reader.ts';
import { sniffFormat } from '../../../src/extract/formats/sniff.ts';
import { zipArchive } from '../../../src/extract/formats/zip.ts';
import { rarOf } from '../../support/rar.ts';

async function listing(reader: ArchiveReader, bytes: Uint8Array): Promise<string[]> {
  return (await reader.members(bytes)).map(({ name, bytes: content }) => `${name} ${Buffer.from(content).toString()}`);
}

/** Renames a member in the finished file, to a name of the same length in bytes. */
function renamed(zip: Buffer, from: string, to: Buffer): Buffer {
  const found = Buffer.from(zip);
  for (let at = found.indexOf(from); at >= 0; at = found.indexOf(from, at + 1)) to.copy(found, at);
  return found;
}

describe('ZIP', () => {
  it('gives the members in order, without what systems leave behind', async () => {
    const names = ['2023/a.txt', '__MACOSX/._a.txt', '2023/Thumbs.db', '~$b.doc', '.DS_Store', 'b.txt'];
    const bytes = await zipOf(names.map((name) => ({ name, content: 'x' })));
    expect(await listing(zipArchive, bytes)).toEqual(['2023/a.txt x', 'b.txt x']);
  });

  it('decodes names in GBK, which say nothing of their charset, and in UTF-8', async () => {
    const name = iconv.encode('年报.doc', 'gbk');
    const bytes = renamed(await zipOf([{ name: 'abcd.doc', content: 'x' }]), 'abcd.doc', name);
    const unflagged = Buffer.from(bytes);
    // yazl flags every name as UTF-8: the flag stands six bytes into the local header, eight into the central one.
    unflagged.writeUInt16LE(unflagged.readUInt16LE(6) & ~0x800, 6);
    const central = unflagged.indexOf('PK\x01\x02');
    unflagged.writeUInt16LE(unflagged.readUInt16LE(central + 8) & ~0x800, central + 8);
    expect(await listing(zipArchive, unflagged)).toEqual(['年报.doc x']);
    expect(await listing(zipArchive, await zipOf([{ name: '年报.doc', content: 'x' }]))).toEqual(['年报.doc x']);
  });

  it('takes names that point outside as mere names', async () => {
    const bytes = renamed(await zipOf([{ name: 'aaaaetc/passwd', content: 'x' }]), 'aaaa', Buffer.from('/../'));
    expect(await listing(zipArchive, bytes)).toEqual(['../etc/passwd x']);
  });

  it('stops bombs: too many members, too much unpacked, sizes that lie', async () => {
    const many = await zipOf(Array.from({ length: 2001 }, (_, index) => ({ name: `${index}.txt`, content: '' })));
    await expect(zipArchive.members(many)).rejects.toMatchObject({ code: 'too_large' });
    const bomb = await zipOf([{ name: 'a', content: Buffer.alloc(30 * 1024 * 1024) }]);
    expect(bomb.length).toBeLessThan(40_000);
    await expect(zipArchive.members(bomb)).rejects.toMatchObject({ code: 'too_large' });
    const central = bomb.indexOf('PK\x01\x02');
    bomb.writeUInt32LE(10, central + 24);
    await expect(zipArchive.members(bomb)).rejects.toMatchObject({ code: 'damaged' });
  });

  it('gives the other members where one is damaged, protected or packed in another way, and that one as it stands', async () => {
    const names = ['a.txt', 'b.txt', 'c.txt'];
    const spoil = async (change: (entry: number, bytes: Buffer) => void) => {
      const bytes = await zipOf(names.map((name) => ({ name, content: `content of ${name}`, stored: true })));
      change(bytes.indexOf('PK\x01\x02', bytes.indexOf('PK\x01\x02') + 4), bytes);
      return zipArchive.members(bytes);
    };
    const results = [
      // Not packed, a protected file would be twelve bytes longer than it says.
      await spoil((entry, bytes) => {
        bytes.writeUInt16LE(bytes.readUInt16LE(entry + 8) | 1, entry + 8);
        bytes.writeUInt16LE(8, entry + 10);
      }),
      await spoil((entry, bytes) => bytes.writeUInt16LE(9, entry + 10)),
      await spoil((_, bytes) => bytes.write('PK\x00\x00', bytes.indexOf('PK\x03\x04', 4), 'latin1')),
    ];
    expect(results.map((members) => members.map(({ problem }) => problem?.code))).toEqual([
      [undefined, 'encrypted', undefined],
      [undefined, 'unsupported', undefined],
      [undefined, 'damaged', undefined],
    ]);
    for (const members of results)
      expect(members.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(
        names.map((name) => `content of ${name}`),
      );
  });

  it('is an archive also where it holds Office files that are not packed again', async () => {
    const inner = await zipOf([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'word/document.xml', content: '<w:document/>' },
    ]);
    const bytes = await zipOf(['a.docx', 'b.docx'].map((name) => ({ name, content: inner, stored: true })));
    expect(sniffFormat(bytes)).toBe('zip');
    expect(sniffFormat(inner)).toBe('docx');
    expect(sniffFormat(Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(60), inner]))).toBe('docx');
  });

  it('says so where it holds nothing but folders', async () => {
    await expect(zipArchive.members(await zipOf([]))).rejects.toMatchObject({ code: 'empty' });
    await expect(zipArchive.members(await zipOf([{ name: '.DS_Store', content: 'x' }]))).rejects.toMatchObject({
      code: 'empty',
    });
  });

  it('tells encrypted from damaged', async () => {
    const bytes = await zipOf([{ name: 'a.txt', content: 'x' }]);
    const central = bytes.indexOf('PK\x01\x02');
    const encrypted = Buffer.from(bytes);
    encrypted.writeUInt16LE(encrypted.readUInt16LE(central + 8) | 1, central + 8);
    await expect(zipArchive.members(encrypted)).rejects.toMatchObject({ code: 'encrypted' });
    await expect(zipArchive.members(bytes.subarray(0, 40))).rejects.toMatchObject({ code: 'damaged' });
  });
});

describe('RAR', () => {
  const content = Buffer.from('x');

  it('gives the members in order, without folders and leftovers', async () => {
    const bytes = rarOf([
      { name: '年报.txt', content },
      { name: 'Thumbs.db', content },
      { name: 'b\\c.txt', content: Buffer.from('yy') },
    ]);
    expect(await listing(rarArchive, bytes)).toEqual(['年报.txt x', 'b/c.txt yy']);
  });

  it('stops before unpacking what is promised to be too large', async () => {
    const bytes = rarOf([{ name: 'a', content, promised: 900_000_000 }]);
    await expect(rarArchive.members(bytes)).rejects.toMatchObject({ code: 'too_large' });
  });

  it('tells encrypted from damaged', async () => {
    await expect(rarArchive.members(rarOf([{ name: 'a', content, encrypted: true }]))).rejects.toMatchObject({
      code: 'encrypted',
    });
    await expect(rarArchive.members(rarOf([{ name: 'a', content }]).subarray(0, 30))).rejects.toMatchObject({
      code: 'damaged',
    });
  });
});
