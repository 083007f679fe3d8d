const KNOWN_CITIES: readonly { names: RegExp; city: string }[] = [
  { names: /\b(?:sf|san fran(?:cisco)?)\b/, city: 'san francisco' },
  { names: /\b(?:nyc|new york(?: city)?)\b/, city: 'new york city' },
];

const WEATHER_WORDS = /\b(?:weather|forecast|temperature|rain\w*|snow\w*|sun|sunny|wind\w*|hot|cold|warm|umbrella)\b/;
const FOLLOW_UP = /^(?:and|or|what about|how about|now)\b/;
const AFTER_PREPOSITION =
  /\b(?:in|for|at|of|about|and)\s+(?!(?:the|you|weather|in|for|at|of|about)\b)(\p{L}[\p{L}.'’-]*(?:\s+\p{L}[\p{L}.'’-]*){0,3})/u;
const BEFORE_WEATHER = /^(?:the\s+)?(\p{L}[\p{L}.'’-]*(?:\s+\p{L}[\p{L}.'’-]*)?)\s+(?:weather|forecast)\b/u;
const NOT_A_PLACE =
  /^(?:what|whats|how|hows|tell|show|get|give|me|is|the|your|this|that|it|today|tomorrow|tonight|now)\b/;
const TRAILING_WORDS = /\s+(?:today|tomorrow|tonight|now|right|please|this|next|like|looking|and|or|on|at|is)\b.*$/u;

/** A question about the weather names the places it is about; anything else is `undefined`. An empty list: no place was named. */
export function findCities(message: string): string[] | undefined {
  const text = message
    .toLowerCase()
    .replace(/[?!,;:"]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const known = KNOWN_CITIES.filter((entry) => entry.names.test(text)).map((entry) => entry.city);
  const isWeather = WEATHER_WORDS.test(text);
  if (known.length > 0) return isWeather || FOLLOW_UP.test(text) || text.split(' ').length <= 3 ? known : undefined;
  if (!isWeather && !FOLLOW_UP.test(text)) return undefined;
  const named = placeIn(text);
  if (named) return [named];
  return isWeather ? [] : undefined;
}

function placeIn(text: string): string | undefined {
  const candidates = [AFTER_PREPOSITION.exec(text)?.[1], BEFORE_WEATHER.exec(text)?.[1]];
  return candidates
    .map((candidate) =>
      candidate
        ?.replace(TRAILING_WORDS, '')
        .replace(/[.'’-]+$/, '')
        .trim(),
    )
    .find((candidate) => candidate && !NOT_A_PLACE.test(candidate));
}
