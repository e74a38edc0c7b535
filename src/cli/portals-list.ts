import stringWidth from 'string-width';
import type { PortalConfig } from '../config/index.ts';
import { nameOf } from '../organs/index.ts';
import type { PortalResult } from '../store/portal-results.ts';
import type { Io } from './command.ts';
import { portalsMessages } from './messages/portals.ts';

/** Prints the portals by province, central organs first, with what the last crawl brought. */
export function listPortals(
  portals: readonly PortalConfig[],
  results: ReadonlyMap<string, PortalResult>,
  io: Pick<Io, 'out'>,
): void {
  const sorted = [...portals].sort((a, b) => order(a).localeCompare(order(b)));
  const rows = sorted.map((portal) => ({
    province: provinceOf(portal),
    cells: cellsOf(portal, results.get(portal.id)),
  }));
  const width = (column: number): number => Math.max(0, ...rows.map(({ cells }) => stringWidth(cells[column] ?? '')));
  const widths = [0, 1, 2, 3, 4, 5].map(width);
  let province: string | null = null;
  for (const row of rows) {
    if (row.province !== province) io.out(`${province === null ? '' : '\n'}${row.province}\n`);
    province = row.province;
    const line = row.cells
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell)))
      .join('  ');
    io.out(`  ${line.trimEnd()}\n`);
  }
  const withReports = [...results.values()].filter(({ reports }) => reports > 0).length;
  io.out(`\n${portalsMessages.total(portals.length, withReports)}\n`);
}

/** The portal of the province first, then by code. */
const order = ({ code, id }: PortalConfig): string => `${code ?? '000000'} ${id}`;

const provinceOf = ({ code }: PortalConfig): string =>
  code === null ? '中央' : (nameOf(`${code.slice(0, 2)}0000`) ?? code);

function cellsOf(portal: PortalConfig, result: PortalResult | undefined): string[] {
  const channels = portal.channels.length;
  const addresses = channels === 0 ? portalsMessages.entryOnly : portalsMessages.channels(channels);
  return [
    portal.id,
    portal.name,
    addresses,
    portal.sure === null ? '' : portalsMessages.sure[portal.sure],
    result?.platform ?? portal.platform,
    state(portal, result),
  ];
}

function state({ floor }: PortalConfig, result: PortalResult | undefined): string {
  const m = portalsMessages;
  if (result === undefined) return m.never;
  const years = result.firstYear === result.lastYear ? `${result.firstYear}` : `${result.firstYear}–${result.lastYear}`;
  const facts = [
    result.reports === 0 ? m.noReports : m.reports(result.reports, years),
    result.reports < floor ? m.underFloor(floor) : '',
    result.failed > 0 ? m.failed(result.failed) : '',
    result.unfinished ? m.unfinished : '',
    result.visitedAt === null ? '' : m.visited(result.visitedAt.slice(0, 10)),
  ];
  return facts.filter((fact) => fact !== '').join(', ');
}
