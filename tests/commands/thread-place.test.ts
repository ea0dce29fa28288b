import { expect, test } from 'vitest';
import { newPlace, PlaceWatch, readPlace, setPlace } from '../../scripts/commands/threads/thread-place.ts';

test('the time at one resource adds up, and begins anew with the next', () => {
  const place = newPlace();
  const watch = new PlaceWatch(place);
  expect(watch.look(250, 500), 'nothing was begun').toBe(0);
  setPlace(place, 3, 17);
  expect(readPlace(place)).toEqual({ item: 3, line: 17 });
  expect(watch.look(250, 500)).toBe(0);
  expect(watch.look(250, 500)).toBe(250);
  expect(watch.look(250, 500)).toBe(500);
  setPlace(place, 3, 18);
  expect(watch.look(250, 500)).toBe(0);
  watch.look(250, 500);
  watch.rest();
  expect(watch.look(250, 500)).toBe(250);
});

test('a pause of the whole process counts as one look', () => {
  const place = newPlace();
  const watch = new PlaceWatch(place);
  setPlace(place, 0);
  watch.look(250, 500);
  expect(watch.look(3_600_000, 500)).toBe(500);
});
