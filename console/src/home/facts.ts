import { address } from '../address';
import { hrefOf, isOnScore, placeOf, valueOf } from '../alarms/alarms';
import type { Alarm, Overview } from '../api/schema';
import { isHeard } from '../nodes/nodes';
import { text } from '../text/catalogue';
import { age, timeOfDay } from '../time/ages';

/** A part of the sentence: a fact, where it leads, and how loud it is. */
export type Fact = { text: string; href: string; tone: 'plain' | 'attention' | 'alarm' };

/** What a shift leader would say first, worst first. */
export function headline(overview: Overview, now: number): Fact[] {
  if (overview.nodes.length === 0) {
    return [{ text: text.home.nothingYet, href: address.nodes, tone: 'plain' }];
  }
  return [
    ...lost(overview),
    ...alarms(overview, now),
    ...untrusted(overview),
    ...failedTasks(overview),
    nodes(overview, now),
  ];
}

/** What else is so: silent nodes, what was dropped, what runs. */
export function details(overview: Overview, now: number): Fact[] {
  if (overview.nodes.length === 0) return [];
  return [...silent(overview, now), ...kept(overview), ...running(overview)];
}

function lost({ journal }: Overview): Fact[] {
  if (journal.dropped > 0) {
    return [{ text: text.home.dropped(journal.dropped), href: address.nodes, tone: 'alarm' }];
  }
  if (!journal.balanced) {
    return [{ text: text.home.unbalanced, href: address.nodes, tone: 'alarm' }];
  }
  return [];
}

function alarms(overview: Overview, now: number): Fact[] {
  const { alarms: lasting, assets } = overview;
  const worst = worstAlarm(overview);
  if (!worst)
    return [{ text: text.home.quiet(assets.length), href: address.predictions(), tone: 'plain' }];
  const since = timeOfDay(Date.parse(worst.raisedAt), now);
  return [
    {
      text: text.home.alarms(lasting.length, placeOf(worst), valueOf(worst), since),
      href: hrefOf(worst),
      tone: 'alarm',
    },
  ];
}

/** The most urgent lasting alarm; among equals the one with the highest score, by what the model says now. */
export function worstAlarm({ alarms: lasting, assets }: Overview): Alarm | undefined {
  const now = new Map(assets.map(({ name, score: scores }) => [name, scores.at(-1)]));
  return lasting
    .map((alarm) =>
      isOnScore(alarm) ? { ...alarm, value: now.get(alarm.asset) ?? alarm.value } : alarm,
    )
    .toSorted((a, b) => urgency(b) - urgency(a) || b.value - a.value)[0];
}

/** Those of high priority first, then those that nobody knows of. */
function urgency({ priority, state }: Alarm): number {
  return 2 * ['low', 'medium', 'high'].indexOf(priority) + (state === 'ACTIVE' ? 1 : 0);
}

/** Nodes that are quarantined or revoked, or that start only what proved good. */
function untrusted({ nodes: all }: Overview): Fact[] {
  return all.flatMap(({ name, concern }) =>
    concern
      ? [{ text: text.home.nodeIs(name, concern), href: address.node(name), tone: 'attention' }]
      : [],
  );
}

function failedTasks({ dataEngineering, dataScience }: Overview): Fact[] {
  return [dataEngineering.task, dataScience.task]
    .filter((task) => task?.state === 'FAILED')
    .map((task) => ({
      text: text.home.taskFailed(task?.subject ?? ''),
      href: address.runs(),
      tone: 'attention',
    }));
}

function nodes({ nodes: all }: Overview, now: number): Fact {
  const connected = all.filter((node) => isHeard(node, now)).length;
  return {
    text: text.home.connected(connected, all.length),
    href: address.nodes,
    tone: 'plain',
  };
}

function silent({ nodes: all }: Overview, now: number): Fact[] {
  return all
    .filter((node) => !isHeard(node, now))
    .map(({ name, lastSeen }) => ({
      text: lastSeen
        ? text.home.lastHeard(name, age(Date.parse(lastSeen), now))
        : text.home.neverHeard(name),
      href: address.node(name),
      tone: 'plain',
    }));
}

function kept({ journal }: Overview): Fact[] {
  if (journal.dropped > 0 || !journal.balanced) return [];
  return [{ text: text.home.nothingDropped, href: address.nodes, tone: 'plain' }];
}

function running({ assets }: Overview): Fact[] {
  const at = new Map<string, number>();
  for (const { model, version } of assets) {
    if (model) at.set(modelFamily(model, version), (at.get(modelFamily(model, version)) ?? 0) + 1);
  }
  return [...at].map(([model, count]) => ({
    text: text.home.runsOn(model, count, assets.length),
    href: address.models,
    tone: 'plain',
  }));
}

/** Models are named after their study's model and the asset: 'anomaly-loop1' at version 2 → 'anomaly v2'. */
function modelFamily(model: string, version: number | undefined): string {
  const family = model.replace(/-[^-]*$/, '');
  return version === undefined ? family : `${family} v${version}`;
}
