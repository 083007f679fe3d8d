'use client';

import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { t } from '#lib/language/gettext';
import { Button } from './button';

// Few pages that could ask for a confirmation ever do.
const Dialog = dynamic(() => import('./dialog').then((module) => module.Dialog), { loading: () => null });

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will happen and whether it can be undone. */
  description: ReactNode;
  /** The verb of the action, e.g. "Delete run". */
  confirmLabel: string;
  cancelLabel?: string;
  danger?: boolean;
  busy?: boolean;
  onConfirm: () => void;
  children?: ReactNode;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    open,
    onOpenChange,
    title,
    description,
    confirmLabel,
    cancelLabel = t`Keep it`,
    danger,
    busy,
    onConfirm,
  } = props;
  if (!open) return null;
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{cancelLabel}</Button>
          <Button variant={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}
