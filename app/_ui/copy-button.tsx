'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { t } from '#lib/language/gettext';
import { Button } from './button';
import { showToast } from './toast';

/** `what` completes the label: "Copy thread id". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      showToast('error', t`The browser did not allow copying. Select the text and copy it by hand.`);
    }
  }
  return (
    <Button
      variant="ghost"
      size="sm"
      aria-label={copied ? t`Copied ${what}` : t`Copy ${what}`}
      icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      onClick={copy}
      onBlur={() => setCopied(false)}
    />
  );
}
