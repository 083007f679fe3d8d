import { Skeleton, SkeletonRows } from './skeleton';

/** What a list shows until the server has answered. */
export function LoadingScreen() {
  return (
    <>
      <div className="px-4 pt-5 pb-4 md:px-6">
        <Skeleton className="h-6 w-40" />
      </div>
      <SkeletonRows />
    </>
  );
}
