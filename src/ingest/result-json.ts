import { type ExtractionJson, toJson, type UnreadableJson } from '../extract/json.ts';
import type { DocumentResult, JobResult, Unreadable } from './job.ts';

/** What `nianbao extract` prints of a result, one object a file; a file inside an archive is named `archive.zip!/name`. */
export function resultJson(
  file: string,
  result: JobResult,
  { provenance = false } = {},
): (ExtractionJson | UnreadableJson)[] {
  if (result.kind !== 'archive') return [fileJson(file, result, provenance)];
  return result.members.map((member) => fileJson(`${file}!/${member.name}`, member.result, provenance));
}

function fileJson(
  file: string,
  result: DocumentResult | Unreadable,
  provenance: boolean,
): ExtractionJson | UnreadableJson {
  if (result.kind === 'unreadable') return { file, error: { code: result.code, message: result.message } };
  return toJson(file, { ...result, document: result }, { provenance });
}
