/** The parts of a name in the plant's namespace: site, area, line, asset. */
export function assetParts(asset: string): string[] {
  return asset.split('/');
}

/** What people call an asset or signal: the last part of its name. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

export function siteOf(asset: string): string {
  return asset.split('/', 1)[0] ?? asset;
}

/** A signal's local name as words: vibration1 → 'vibration 1'. */
export function words(signal: string): string {
  return shortName(signal)
    .replaceAll('_', ' ')
    .replace(/([a-z])(\d+)$/, '$1 $2');
}
