import type { ReactNode } from 'react';
import { Brand } from '#app/_shell/brand';
import { Card, CardBody } from '#app/_ui/card';

export interface OutsidePageProps {
  title: string;
  description?: ReactNode;
  children: ReactNode;
}

/** A page before one has signed in: nothing of what is inside. */
export function OutsidePage({ title, description, children }: OutsidePageProps) {
  return (
    <main id="main" className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-5 px-4 py-8">
      <Brand />
      <Card>
        <CardBody className="flex flex-col gap-4">
          <header>
            <h1 className="text-lg font-semibold tracking-tight">{title}</h1>
            {description ? <p className="mt-1 text-sm text-ink-soft">{description}</p> : null}
          </header>
          {children}
        </CardBody>
      </Card>
    </main>
  );
}
