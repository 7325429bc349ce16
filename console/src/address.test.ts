import { describe, expect, test } from 'vitest';
import { address, parseQuery, predictionView, type PredictionView } from './address';

const searchOf = (href: string) => parseQuery(href.slice(href.indexOf('?')));

describe('the address of predictions', () => {
  test.each<PredictionView>([
    { asset: 'riva/hall1/water/loop2', range: { last: '1h' }, window: '0012345678901234e567' },
    {
      asset: 'riva/hall1/water/loop2',
      range: { from: 1_700_000_000_000_000, to: 1_700_000_060_000_000 },
    },
    { asset: 'riva/hall2/water/loop3' },
  ])('restores the view %o', (view) => {
    expect(predictionView(searchOf(address.predictions(view)))).toEqual(view);
  });

  test('keeps an id of digits as the text it is', () => {
    expect(searchOf(address.predictions({ window: '12345678901234567890' })).window).toBe(
      '12345678901234567890',
    );
  });

  test('leaves out a range that is none', () => {
    expect(predictionView({ from: '20', to: '10' }).range).toBeUndefined();
    expect(predictionView({ from: 'yesterday', to: '10' }).range).toBeUndefined();
    expect(predictionView({ last: '2w' }).range).toBeUndefined();
  });

  test('reads well', () => {
    expect(address.predictions({ asset: 'riva/hall1/water/loop2', range: { last: '10m' } })).toBe(
      '/predictions?asset=riva/hall1/water/loop2&last=10m',
    );
  });
});

test('names are escaped in a path', () => {
  expect(address.table('a/b?c')).toBe('/tables/a%2Fb%3Fc');
});
