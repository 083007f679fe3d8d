'use client';

import { useState } from 'react';
import { Button } from '#app/_ui/button';
import { classNames } from '#app/_ui/class-names';
import type { FieldControl } from '#app/_ui/field';
import { Input, Textarea } from '#app/_ui/input';
import { t } from '#lib/language/gettext';

export interface SecretFieldProps extends FieldControl {
  name: string;
  value: string;
  onValueChange: (value: string) => void;
  hasLines: boolean;
}

/** A control whose text is covered until it is to be seen. One with several lines stays one: no other control keeps them. */
export function SecretField({ value, onValueChange, hasLines, ...control }: SecretFieldProps) {
  const [isShown, setShown] = useState(false);
  return (
    <div className="flex max-w-md items-start gap-2">
      {hasLines ? (
        <Textarea
          {...control}
          value={value}
          onChange={(event) => onValueChange(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          className={classNames('font-mono', !isShown && '[-webkit-text-security:disc]')}
        />
      ) : (
        <Input
          {...control}
          type={isShown ? 'text' : 'password'}
          value={value}
          onChange={(event) => onValueChange(event.target.value)}
          autoComplete="off"
          spellCheck={false}
        />
      )}
      <Button
        aria-label={isShown ? t`Hide secret value` : t`Show secret value`}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? t`Hide` : t`Show`}
      </Button>
    </div>
  );
}
