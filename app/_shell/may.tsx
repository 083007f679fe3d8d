'use client';

import type { ReactNode } from 'react';
import type { Permission } from '#lib/auth/permissions';
import { useReviewer } from './reviewer';

/** Offers what only somebody with the permission may do. The server asks again when it is done. */
export function May({ permission, children }: { permission: Permission; children: ReactNode }) {
  return useReviewer().may(permission) ? children : null;
}
