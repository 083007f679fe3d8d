import { createLoader, type inferParserType, parseAsNumberLiteral, parseAsString } from 'nuqs/server';

export const insightDays = [1, 7, 30, 90] as const;

export const insightsParams = {
  days: parseAsNumberLiteral(insightDays).withDefault(30),
  graph: parseAsString,
  who: parseAsString,
};

export type InsightsParams = inferParserType<typeof insightsParams>;

export const loadInsightsParams = createLoader(insightsParams);
