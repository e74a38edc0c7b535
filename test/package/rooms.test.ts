import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const ROOMS = readdirSync(join(root, 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Lints files of a project of its own under this one's rules; gives what each file is refused, by its line. */
function refused(files: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-rooms-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of ['biome.json', 'biome.rooms.json']) cpSync(join(root, name), join(folder, name));
  for (const [name, lines] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  }
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const flags = ['--reporter=json', '--max-diagnostics=none', '--only=noRestrictedImports', '--only=noImportCycles'];
  const { diagnostics } = JSON.parse(lint(biome, flags, folder));
  const found: Record<string, string[]> = Object.fromEntries(Object.keys(files).map((name) => [name, []]));
  for (const { location } of diagnostics) {
    const name = Object.keys(files).find((file) => location.path.endsWith(file)) ?? location.path;
    found[name]?.push(files[name]?.[location.start.line - 1] ?? '');
  }
  return found;
}

function lint(biome: string, flags: readonly string[], cwd: string): string {
  try {
    return execFileSync(process.execPath, [biome, 'lint', ...flags, '.'], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    // Exit code 1: there are findings.
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
  }
}

const importOf = (room: string): string => `import type { A } from '../${room}/a.ts';`;

it('a room imports only from the rooms that docs/architecture.md gives it', () => {
  const files = Object.fromEntries(
    ROOMS.map((room) => [`src/${room}/b.ts`, ROOMS.filter((other) => other !== room).map(importOf)]),
  );
  const found = refused(files);
  const allowed = Object.fromEntries(
    ROOMS.map((room) => {
      const lines = found[`src/${room}/b.ts`] ?? [];
      return [room, ROOMS.filter((other) => other !== room && !lines.includes(importOf(other)))];
    }),
  );
  expect(allowed).toEqual(roomsInDocument());
});

/** The rooms' table: `| name | stands on |`. */
function roomsInDocument(): Record<string, string[]> {
  const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const table = /## Rooms\n[\s\S]*?\n((?:\|.*\n)+)/.exec(text)?.[1] ?? '';
  const rows = [...table.matchAll(/^\| `(\w+)` +\| ([^|]*?) +\|/gm)];
  return Object.fromEntries(
    rows.map(([, room = '', on = '']) => [
      room,
      on === 'all'
        ? ROOMS.filter((other) => other !== room)
        : on
            .split(', ')
            .filter((name) => ROOMS.includes(name))
            .sort(),
    ]),
  );
}

it('nothing under extract/ does I/O save the adapter for the tesseract program; platforms know neither queue nor network', () => {
  const io = [
    "import { readFileSync } from 'node:fs';",
    "export const later = import('node:net');",
    "export * from 'node:http';",
  ];
  const outside = [
    "import '../../http/fetch.ts';",
    "import '../../queue/pool.ts';",
    "import '../../../store/store.ts';",
  ];
  const inside = ["import '../dialect.ts';", "import '../../../codebook/index.ts';", "import '../paging/pager.ts';"];
  const files = {
    'src/extract/formats/pdf/a.ts': io,
    'src/extract/formats/ocr/tesseract-program.ts': io,
    'src/crawlers/platforms/page/a.ts': [...io, ...outside, ...inside],
    'src/crawlers/http/a.ts': io,
  };
  expect(refused(files)).toEqual({
    'src/extract/formats/pdf/a.ts': io,
    'src/extract/formats/ocr/tesseract-program.ts': [],
    'src/crawlers/platforms/page/a.ts': [...io, ...outside],
    'src/crawlers/http/a.ts': [],
  });
});

it('no file imports itself by a way around, not even its types', () => {
  const files = {
    'src/store/a.ts': ["import type { B } from './b.ts';", 'export type A = B;'],
    'src/store/b.ts': ["import type { A } from './a.ts';", 'export type B = A[];'],
  };
  expect(Object.values(refused(files)).map((lines) => lines.length)).toEqual([1, 1]);
});
