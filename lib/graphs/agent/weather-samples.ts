/**
 * The data behind the agent's search tool: a few bundled sentences, not a weather service. Every result says so in its text,
 * because the agent's answer is built from it and a reader may take it for today's weather.
 */
export interface SearchResult {
  url: string;
  content: string;
}

const SAMPLES: readonly { city: RegExp; result: SearchResult }[] = [
  {
    city: /\bsan francisco\b/,
    result: {
      url: 'https://www.wunderground.com/hourly/us/ca/san-francisco/KCASANFR2002/date/2024-6-18',
      content:
        'San Francisco, CA: high 64F, low 49F. Winds W at 10 to 20 mph. A few clouds from time to time. (Sample data of 2024-06-18 bundled with the demo.)',
    },
  },
  {
    city: /\bnew york\b/,
    result: {
      url: 'https://www.weatherapi.com/',
      content:
        'New York City, NY: 85F (29C), sunny. Wind 2 mph from the SSE, humidity 63%, heat index 85F. (Sample data of 2024-06-18 bundled with the demo.)',
    },
  },
];

const CONDITIONS = ['sunny', 'partly cloudy', 'cloudy with light rain', 'clear and windy'] as const;

/** What the search tool finds for a query such as "weather in san francisco". The same query always finds the same. */
export function searchSamples(query: string): SearchResult[] {
  const wanted = query.toLowerCase();
  const known = SAMPLES.filter((sample) => sample.city.test(wanted)).map((sample) => sample.result);
  return known.length > 0 ? known : [madeUpResult(query)];
}

/** For every other place: numbers derived from its name, and said to be made up. */
function madeUpResult(query: string): SearchResult {
  const place = titleCase(query.replace(/^.*\bweather (?:in|for|at)\s+/i, '').trim() || 'somewhere');
  const seed = [...place].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  const high = 50 + (seed % 40);
  const condition = CONDITIONS[seed % CONDITIONS.length];
  return {
    url: `https://example.com/sample-weather/${encodeURIComponent(place.toLowerCase().replaceAll(' ', '-'))}`,
    content: `${place}: high ${high}F, low ${high - 14}F, ${condition}. (Made-up sample data bundled with the demo.)`,
  };
}

export function titleCase(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1));
}
