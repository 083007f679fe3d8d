import { decodeValue } from '#lib/store/value-codec';

/** A value as it was given, from a JSON column as Prisma reads it. */
export function fromJsonColumn(json: unknown): unknown {
  return json === null || json === undefined ? json : decodeValue(JSON.stringify(json));
}
