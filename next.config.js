/** @type {import('next').NextConfig} */
export default {
  // A second server, or a test, builds and runs beside the first one in a folder of its own.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: [
    ...['pg', '@prisma/client', '@prisma/adapter-pg', '@prisma/schema-engine-wasm'],
    ...['pino', 'pino-pretty', 'prom-client', 'tsx', 'nodemailer'],
    ...['@opentelemetry/api', '@opentelemetry/sdk-trace-node', '@opentelemetry/resources'],
    '@opentelemetry/exporter-trace-otlp-proto',
    ...['better-auth', '@better-auth/core', '@better-auth/api-key', '@better-auth/utils', 'better-call'],
  ],
  // `npm test` checks the types of everything; starting the server need not do it again.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // Pages say whom they are not for; see app/forbidden.tsx.
    authInterrupts: true,
    // Scripts that a screen needs at once come in few files: compressed together they are smaller, by 6 kB in all.
    turbopackChunking: { firstPageLoadPriority: 1, requestCost: 2_000_000, minChunkSize: 500_000 },
  },
  poweredByHeader: false,
  reactStrictMode: true,
};
