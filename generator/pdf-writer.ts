interface PageSpec {
  readonly width: number;
  readonly height: number;
  readonly rotate?: number;
  readonly content: string;
  readonly resources: string;
  /** Bodies of the page's annotations. */
  readonly annotations?: readonly string[];
}

/** Writes the file structure of a PDF: numbered objects, a page tree, the table of offsets. Content is the caller's. */
export class PdfWriter {
  private readonly objects: Buffer[] = [];
  private readonly pages: number[] = [];
  private readonly tree: number;

  constructor() {
    this.tree = this.reserve();
  }

  /** Adds an object; returns its number. */
  add(body: string | Buffer): number {
    this.objects.push(Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1'));
    return this.objects.length;
  }

  addStream(data: string | Buffer, dictionary = ''): number {
    const bytes = Buffer.isBuffer(data) ? data : Buffer.from(data, 'latin1');
    return this.add(
      Buffer.concat([
        Buffer.from(`<< /Length ${bytes.length} ${dictionary} >>\nstream\n`, 'latin1'),
        bytes,
        Buffer.from('\nendstream', 'latin1'),
      ]),
    );
  }

  addPage(page: PageSpec): void {
    const content = this.addStream(page.content);
    const rotate = page.rotate ? `/Rotate ${page.rotate}` : '';
    const annotations = (page.annotations ?? []).map((body) => `${this.add(body)} 0 R`);
    const annots = annotations.length > 0 ? `/Annots [${annotations.join(' ')}]` : '';
    const box = `/MediaBox [0 0 ${page.width} ${page.height}]`;
    this.pages.push(
      this.add(
        `<< /Type /Page /Parent ${this.tree} 0 R ${box} ${rotate} ${annots} /Contents ${content} 0 R /Resources << ${page.resources} >> >>`,
      ),
    );
  }

  /** The finished file; `catalog` is added to its catalog. */
  bytes(catalogEntries = ''): Uint8Array {
    const kids = this.pages.map((page) => `${page} 0 R`).join(' ');
    this.objects[this.tree - 1] = Buffer.from(
      `<< /Type /Pages /Count ${this.pages.length} /Kids [${kids}] >>`,
      'latin1',
    );
    const catalog = this.add(`<< /Type /Catalog /Pages ${this.tree} 0 R ${catalogEntries} >>`);
    const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')];
    const offsets: number[] = [];
    let length = parts[0]?.length ?? 0;
    this.objects.forEach((body, index) => {
      const object = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
      offsets.push(length);
      length += object.length;
      parts.push(object);
    });
    const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    const size = this.objects.length + 1;
    parts.push(
      Buffer.from(
        `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root ${catalog} 0 R >>\nstartxref\n${length}\n%%EOF\n`,
      ),
    );
    return new Uint8Array(Buffer.concat(parts));
  }

  private reserve(): number {
    return this.add('null');
  }
}
