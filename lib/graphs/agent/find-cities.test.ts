import { describe, expect, it } from 'vitest';
import { findCities } from './find-cities';

describe('findCities', () => {
  it.each([
    ["what's the weather in sf?", ['san francisco']],
    ["What's the weather in SF?", ['san francisco']],
    ['weather in San Francisco please', ['san francisco']],
    ["what's the weather in nyc?", ['new york city']],
    ['is it hot in New York City today?', ['new york city']],
    ['and nyc?', ['new york city']],
    ['sf', ['san francisco']],
    ['compare the weather in SF and NYC', ['san francisco', 'new york city']],
    ['What is the weather in Paris?', ['paris']],
    ['weather in Rio de Janeiro today', ['rio de janeiro']],
    ['Do I need an umbrella in Saint-Étienne tomorrow?', ['saint-étienne']],
    ['Paris weather', ['paris']],
    ['and in Bern?', ['bern']],
    ['what about Tokyo?', ['tokyo']],
  ])('%j asks about %j', (message, cities) => {
    expect(findCities(message)).toEqual(cities);
  });

  it.each(['what is the weather?', "how's the weather today", 'will it rain tomorrow?'])(
    '%j asks about the weather and names no place',
    (message) => {
      expect(findCities(message)).toEqual([]);
    },
  );

  it.each(['hello', 'who are you?', '', 'thanks, that helps in many ways', 'I moved from San Francisco years ago'])(
    '%j is not about the weather',
    (message) => {
      expect(findCities(message)).toBeUndefined();
    },
  );
});
