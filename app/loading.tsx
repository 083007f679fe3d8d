import { Skeleton, SkeletonRows } from './_ui/skeleton';

export default function Loading() {
  return (
    <>
      <div className="px-4 pt-5 pb-4 md:px-6">
        <Skeleton className="h-6 w-40" />
      </div>
      <SkeletonRows />
    </>
  );
}
