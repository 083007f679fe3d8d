import dynamic from 'next/dynamic';

/** Few arguments are of a kind that has a view of its own. */
export const LazyToolArguments = dynamic(() => import('./tool-arguments').then((module) => module.ToolArguments), {
  loading: () => null,
});
