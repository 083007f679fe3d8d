import { defineConfig } from 'prisma/config';

// For `prisma generate`, which the db:generate script runs. Migrations are applied by Holdpoint itself: see lib/cli/db.ts.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
