'use client';

import { ArrayField } from './array-field';
import { BatchField } from './batch-field';
import { ChoiceField } from './choice-field';
import { ChoicesField } from './choices-field';
import { ConstantField } from './constant-field';
import { DecisionField } from './decision-field';
import type { FieldProps } from './field-props';
import { FreeformField } from './freeform-field';
import { JsonField } from './json-field';
import { NumberField } from './number-field';
import { ObjectField } from './object-field';
import { Proposal } from './proposal';
import { TextField } from './text-field';

/** The control for one part of a plan. Containers are given this component to show what is inside them. */
export function PlanField({ plan, ...rest }: FieldProps) {
  switch (plan.kind) {
    case 'text':
      return <TextField plan={plan} {...rest} />;
    case 'number':
      return <NumberField plan={plan} {...rest} />;
    case 'choice':
      return <ChoiceField plan={plan} {...rest} />;
    case 'choices':
      return <ChoicesField plan={plan} {...rest} />;
    case 'constant':
      return <ConstantField plan={plan} {...rest} />;
    case 'json':
      return <JsonField plan={plan} {...rest} />;
    case 'freeform':
      return <FreeformField plan={plan} {...rest} />;
    case 'object':
      return <ObjectField plan={plan} {...rest} inner={PlanField} />;
    case 'array':
      return <ArrayField plan={plan} {...rest} inner={PlanField} />;
    case 'decision':
      return (
        <>
          <Proposal item={plan} draft={rest.draft} />
          <DecisionField plan={plan} {...rest} inner={PlanField} />
        </>
      );
    case 'batch':
      return <BatchField plan={plan} {...rest} inner={PlanField} />;
    default:
      return plan satisfies never;
  }
}
