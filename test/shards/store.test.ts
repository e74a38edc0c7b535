import { randomBytes } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ObjectStore, StoreObjectError } from '../../src/shards/store/object-store.ts';
import { openObjectStore, s3Place } from '../../src/shards/store/open-store.ts';
import { StoreAddressError } from '../../src/shards/store/store-address.ts';
import { dataFolder } from '../support/data-folder.ts';
import { startBucket } from '../support/s3.ts';

const STORES: Readonly<Record<string, () => Promise<string>>> = {
  'a folder': async () => dataFolder(),
  S3: () => startBucket('reports'),
};

describe.each(Object.entries(STORES))('%s as a store', (_, address) => {
  async function opened(): Promise<ObjectStore> {
    return openObjectStore(await address());
  }

  it('gives what it was given, whole or in part, and says what is not there', async () => {
    const store = await opened();
    await store.put('shard-001/000001/manifest.json', Buffer.from('{"a":1}'));
    await store.put('shard-002/000001/年报.txt', Buffer.from('年报'));
    expect(Buffer.from((await store.get('shard-001/000001/manifest.json')) ?? []).toString()).toBe('{"a":1}');
    expect(await store.get('shard-001/000002/manifest.json')).toBeNull();
    expect(Buffer.from(await store.getRange('shard-002/000001/年报.txt', 3, 3)).toString()).toBe('报');
    expect(await store.list('')).toEqual(['shard-001/000001/manifest.json', 'shard-002/000001/年报.txt']);
    expect(await store.list('shard-002/')).toEqual(['shard-002/000001/年报.txt']);
    await store.remove('shard-002/000001/年报.txt');
    expect(await store.list('shard-')).toEqual(['shard-001/000001/manifest.json']);
    await expect(store.getRange('shard-002/000001/年报.txt', 0, 3)).rejects.toThrow(StoreObjectError);
    await expect(store.getFile('nothing', join(dataFolder(), 'x'))).rejects.toThrow(/nothing/);
    store.close();
  });

  it('takes files of any size, those that are sent in parts as well', async () => {
    const [store, folder] = [await opened(), dataFolder()];
    const path = join(folder, 'file');
    writeFileSync(path, randomBytes(1000));
    for (const more of [0, 17 * 1024 * 1024]) {
      appendFileSync(path, randomBytes(more));
      await store.putFile(`f/${more}`, path);
      await store.getFile(`f/${more}`, join(folder, 'back'));
      expect(readFileSync(join(folder, 'back')).equals(readFileSync(path))).toBe(true);
    }
    store.close();
  });
});

it('an address says bucket, prefix and endpoint; what is none is told with what one looks like', () => {
  expect(s3Place('s3://b/p/q/?endpoint=https%3A%2F%2Foss.example.cn&region=cn')).toEqual({
    bucket: 'b',
    prefix: 'p/q',
    endpoint: 'https://oss.example.cn',
    region: 'cn',
  });
  for (const wrong of ['s3:', 's3:///p', 's3://b?endpoint=oss.example.cn'])
    expect(() => s3Place(wrong), wrong).toThrow(StoreAddressError);
});

it('a bucket that is not there, and a server that does not answer, are told in a line', async () => {
  const address = await startBucket('reports');
  await expect(openObjectStore(address.replace('//reports/', '//others/'))).rejects.toThrow(
    /s3:\/\/others\/corpus\/2026/,
  );
  await expect(openObjectStore('s3://b/p?endpoint=http%3A%2F%2F127.0.0.1%3A1')).rejects.toThrow(/ECONNREFUSED/);
});
