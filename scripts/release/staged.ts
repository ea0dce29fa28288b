import { isMap, isScalar } from 'yaml';
import { parseConfigText } from '../model/config-text.ts';
import { isJsonObject } from '../model/fhir.ts';
import type { GuideFacts } from './guide-facts.ts';
import { stagedVersion } from './in-stage.ts';
import type { Stage } from './stages.ts';

/**
 * sushi-config.yaml as it is in a stage. Only values are replaced: comments and lines stay where they are.
 * @param today as `2026-11-30`
 */
export function stagedConfig(text: string, { version }: GuideFacts, stage: Stage, today: string): string {
  const { value: config } = parseConfigText(text, 'sushi-config.yaml');
  const top = config?.document.contents;
  if (config === undefined || !isMap(top)) return text;
  const wanted = new Map([
    ['version', stagedVersion(version, stage)],
    ['status', stage.guideStatus],
    ['releaseLabel', stage.releaseLabel],
    ...(stage.date === 'today' ? ([['date', today]] as const) : []),
  ]);
  const places: { readonly from: number; readonly to: number; readonly value: string }[] = [];
  for (const { key, value } of top.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const own = wanted.get(name);
    if (own === undefined || !isScalar(value) || !Array.isArray(value.range)) continue;
    wanted.delete(name);
    places.push({ from: value.range[0], to: value.range[1], value: own });
  }
  let staged = text;
  for (const { from, to, value } of places.toSorted((a, b) => b.from - a.from))
    staged = `${staged.slice(0, from)}${value}${staged.slice(to)}`;
  const added = [...wanted].map(([name, value]) => `${name}: ${value}\n`).join('');
  return added === '' ? staged : `${staged.replace(/\n*$/, '\n')}${added}`;
}

/** publication-request.json as it is in a stage: what follows from the stage and the guide is written, the rest stays. */
export function stagedRequest(text: string | undefined, { id, canonical, version }: GuideFacts, stage: Stage): string {
  const before: unknown = text === undefined ? {} : JSON.parse(text);
  const staged = stagedVersion(version, stage);
  const own = {
    'package-id': id,
    version: staged,
    path: `${canonical.replace(/\/$/, '')}/${staged}`,
    ...(stage.mode === undefined ? {} : { mode: stage.mode }),
    ...(stage.status === undefined ? {} : { status: stage.status }),
  };
  return `${JSON.stringify({ ...(isJsonObject(before) ? before : {}), ...own }, undefined, 2)}\n`;
}
