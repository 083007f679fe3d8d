import { createLoader, createSerializer, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import type { DeliveryFilter } from '#lib/review/list-deliveries';

export const deliveryOutcomes = ['pending', 'delivered', 'failed'] as const;

export const deliveryParams = {
  outcome: parseAsStringLiteral(deliveryOutcomes),
  before: parseAsString,
};

export type DeliveryParams = inferParserType<typeof deliveryParams>;

export const loadDeliveryParams = createLoader(deliveryParams);

const request = createSerializer({ ...deliveryParams, webhook: parseAsString });

export function deliveryQuery(webhook: string, params: DeliveryParams): string {
  return request({ ...params, webhook });
}

export function toDeliveryFilter(webhook: string, { outcome, before }: DeliveryParams): DeliveryFilter {
  return { webhook, outcome: outcome ?? undefined, before: before ?? undefined };
}
