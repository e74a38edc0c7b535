/** Bytes that a line of bits takes, one a pixel: each line of a picture begins with a byte of its own. */
export const bytesFor = (length: number): number => (length + 7) >> 3;
