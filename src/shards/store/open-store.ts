import { FolderStore } from './folder-store.ts';
import type { ObjectStore } from './object-store.ts';
import { type S3Place, S3Store } from './s3-store.ts';
import { StoreAddressError } from './store-address.ts';

const isS3 = (address: string): boolean => /^s3:/i.test(address);

/** `s3://bucket/prefix?endpoint=…&region=…`. @throws StoreAddressError */
export function s3Place(address: string): S3Place {
  if (!URL.canParse(address)) throw new StoreAddressError(address);
  const { protocol, hostname, pathname, searchParams } = new URL(address);
  const endpoint = searchParams.get('endpoint');
  const isWell = protocol === 's3:' && hostname !== '' && (endpoint === null || /^https?:\/\//.test(endpoint));
  if (!isWell) throw new StoreAddressError(address);
  return {
    bucket: hostname,
    prefix: decodeURIComponent(pathname).split('/').filter(Boolean).join('/'),
    endpoint,
    region: searchParams.get('region'),
  };
}

/** An object store by its address: `s3://…`, or a folder. */
export async function openObjectStore(address: string): Promise<ObjectStore> {
  return isS3(address) ? S3Store.open(s3Place(address)) : new FolderStore(address);
}
