import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type * as S3 from '@aws-sdk/client-s3';
import { shardMessages } from '../messages.ts';
import { loadS3 } from '../packages.ts';
import { type ObjectStore, objectGone, StoreObjectError } from './object-store.ts';

/** Where an S3-compatible store is: `s3://bucket/prefix?endpoint=https://…&region=…`; keys come by the AWS client's usual ways. */
export interface S3Place {
  readonly bucket: string;
  /** Without slashes around it; may be empty. */
  readonly prefix: string;
  readonly endpoint: string | null;
  readonly region: string | null;
}

/** A larger file is sent in parts, each checked by the store against its MD5. 10,000 parts are allowed: 160 GB. */
const PART_BYTES = 16 * 1024 * 1024;
const ATTEMPTS = 5;

/** An object store that speaks S3. */
export class S3Store implements ObjectStore {
  readonly address: string;
  readonly #s3: typeof S3;
  readonly #client: S3.S3Client;
  readonly #place: S3Place;

  private constructor(s3: typeof S3, client: S3.S3Client, place: S3Place) {
    this.#s3 = s3;
    this.#client = client;
    this.#place = place;
    this.address = `s3://${[place.bucket, place.prefix].filter((part) => part !== '').join('/')}`;
  }

  /** @throws MissingPackageError; StoreObjectError where the bucket cannot be used. */
  static async open(place: S3Place): Promise<S3Store> {
    const s3 = await loadS3();
    const client = new s3.S3Client({
      ...(place.endpoint !== null && { endpoint: place.endpoint, forcePathStyle: true }),
      ...(place.region !== null ? { region: place.region } : place.endpoint !== null && { region: 'us-east-1' }),
      maxAttempts: ATTEMPTS,
      // Checksums behind the body are unknown to many compatible stores: we send MD5, and compare SHA-256 ourselves.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
    const store = new S3Store(s3, client, place);
    await store.#told('', () => client.send(new s3.HeadBucketCommand({ Bucket: place.bucket })));
    return store;
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    await this.#told(key, () =>
      this.#client.send(new this.#s3.PutObjectCommand({ ...this.#at(key), Body: bytes, ContentMD5: md5(bytes) })),
    );
  }

  async putFile(key: string, path: string): Promise<void> {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const part = async (offset: number): Promise<Buffer> => {
        const bytes = Buffer.alloc(Math.min(PART_BYTES, size - offset));
        for (let done = 0; done < bytes.length; ) {
          const { bytesRead } = await file.read(bytes, done, bytes.length - done, offset + done);
          if (bytesRead === 0) throw new StoreObjectError(shardMessages.fileShrank(path));
          done += bytesRead;
        }
        return bytes;
      };
      if (size <= PART_BYTES) await this.put(key, await part(0));
      else await this.#putParts(key, size, part);
    } finally {
      await file.close();
    }
  }

  async get(key: string): Promise<Uint8Array | null> {
    return this.#told(key, async () => {
      try {
        const { Body } = await this.#client.send(new this.#s3.GetObjectCommand(this.#at(key)));
        return Body === undefined ? null : await Body.transformToByteArray();
      } catch (error) {
        if (this.#isMissing(error)) return null;
        throw error;
      }
    });
  }

  async getRange(key: string, offset: number, length: number): Promise<Uint8Array> {
    const range = { ...this.#at(key), Range: `bytes=${offset}-${offset + length - 1}` };
    const bytes = await this.#told(key, async () => {
      const { Body } = await this.#client.send(new this.#s3.GetObjectCommand(range));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    });
    if (bytes.length !== length) throw objectGone(this.address, `${key} (${offset}+${length})`);
    return bytes;
  }

  async getFile(key: string, path: string): Promise<void> {
    await this.#told(key, async () => {
      const { Body } = await this.#client.send(new this.#s3.GetObjectCommand(this.#at(key)));
      if (!(Body instanceof Readable)) throw objectGone(this.address, key);
      await pipeline(Body, createWriteStream(path));
    });
  }

  async list(prefix: string): Promise<string[]> {
    return this.#told(prefix, async () => {
      const keys: string[] = [];
      const { Key: Prefix, Bucket } = this.#at(prefix);
      for (let token: string | undefined, more = true; more; ) {
        const ask = { Bucket, Prefix, ...(token !== undefined && { ContinuationToken: token }) };
        const page = await this.#client.send(new this.#s3.ListObjectsV2Command(ask));
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.push(this.#ours(Key));
        token = page.NextContinuationToken;
        more = page.IsTruncated === true && token !== undefined;
      }
      return keys.sort();
    });
  }

  async remove(key: string): Promise<void> {
    await this.#told(key, () => this.#client.send(new this.#s3.DeleteObjectCommand(this.#at(key))));
  }

  close(): void {
    this.#client.destroy();
  }

  async #putParts(key: string, size: number, part: (offset: number) => Promise<Buffer>): Promise<void> {
    const at = this.#at(key);
    await this.#told(key, async () => {
      const { UploadId } = await this.#client.send(new this.#s3.CreateMultipartUploadCommand(at));
      const upload = { ...at, UploadId };
      try {
        const Parts: S3.CompletedPart[] = [];
        for (let offset = 0, PartNumber = 1; offset < size; offset += PART_BYTES, PartNumber++) {
          const Body = await part(offset);
          const command = new this.#s3.UploadPartCommand({ ...upload, PartNumber, Body, ContentMD5: md5(Body) });
          const { ETag } = await this.#client.send(command);
          Parts.push({ PartNumber, ETag });
        }
        await this.#client.send(new this.#s3.CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
      } catch (error) {
        // What came of it would be kept, and paid for, for ever.
        await this.#client.send(new this.#s3.AbortMultipartUploadCommand(upload)).catch(() => undefined);
        throw error;
      }
    });
  }

  #at(key: string): { Bucket: string; Key: string } {
    const { bucket, prefix } = this.#place;
    return { Bucket: bucket, Key: prefix === '' ? key : `${prefix}/${key}` };
  }

  #ours(key: string): string {
    const { prefix } = this.#place;
    return prefix === '' ? key : key.slice(prefix.length + 1);
  }

  #isMissing(error: unknown): boolean {
    return error instanceof this.#s3.S3ServiceException && error.$metadata.httpStatusCode === 404;
  }

  /** The client's errors name neither bucket nor key. */
  async #told<T>(key: string, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof StoreObjectError) throw error;
      if (key !== '' && this.#isMissing(error)) throw objectGone(this.address, key);
      const { name = '', message = '' } = error instanceof Error ? error : {};
      const reason = message === '' || message === 'UnknownError' ? name : message;
      throw new StoreObjectError(shardMessages.storeFailed(`${this.address}/${key}`, reason), { cause: error });
    }
  }
}

const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('base64');
