import type { Permission } from '#lib/auth/permissions';

/**
 * What each endpoint takes where the server has accounts. One that is missing here is refused to everybody then. Those that create
 * runs take more than this if they do more than answer; see run-permission.ts.
 */
export const ROUTE_PERMISSIONS: Record<string, Permission> = {
  'GET /info': 'see',

  'POST /threads': 'operate',
  'POST /threads/search': 'see',
  'POST /threads/count': 'see',
  'POST /threads/prune': 'operate',
  'GET /threads/:thread_id': 'see',
  'PATCH /threads/:thread_id': 'operate',
  'DELETE /threads/:thread_id': 'operate',
  'POST /threads/:thread_id/copy': 'operate',

  'GET /threads/:thread_id/state': 'see',
  'POST /threads/:thread_id/state': 'operate',
  'POST /threads/:thread_id/state/checkpoint': 'see',
  'GET /threads/:thread_id/state/:checkpoint_id': 'see',
  'GET /threads/:thread_id/history': 'see',
  'POST /threads/:thread_id/history': 'see',

  'POST /threads/:thread_id/runs': 'review',
  'POST /threads/:thread_id/runs/stream': 'review',
  'POST /threads/:thread_id/runs/wait': 'review',
  'GET /threads/:thread_id/runs': 'see',
  'GET /threads/:thread_id/runs/:run_id': 'see',
  'DELETE /threads/:thread_id/runs/:run_id': 'operate',
  'POST /threads/:thread_id/runs/:run_id/cancel': 'operate',
  'GET /threads/:thread_id/runs/:run_id/join': 'see',
  'GET /threads/:thread_id/runs/:run_id/stream': 'see',

  'POST /runs': 'operate',
  'POST /runs/stream': 'operate',
  'POST /runs/wait': 'operate',
  'POST /runs/batch': 'operate',
  'POST /runs/cancel': 'operate',
  'GET /runs/:run_id/stream': 'see',
  'GET /runs/:run_id/join': 'see',

  'POST /assistants': 'operate',
  'POST /assistants/search': 'see',
  'POST /assistants/count': 'see',
  'GET /assistants/:assistant_id': 'see',
  'PATCH /assistants/:assistant_id': 'operate',
  'DELETE /assistants/:assistant_id': 'operate',
  'GET /assistants/:assistant_id/graph': 'see',
  'GET /assistants/:assistant_id/schemas': 'see',
  'GET /assistants/:assistant_id/subgraphs/:namespace?': 'see',
  'POST /assistants/:assistant_id/versions': 'see',
  'POST /assistants/:assistant_id/latest': 'operate',
};
