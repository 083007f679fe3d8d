'use client';

import { createContext } from 'react';

/** The question that a reviewer has before them; null for whoever has only a link to it, and is told nothing of others. */
export const ReviewedQuestion = createContext<string | null>(null);
