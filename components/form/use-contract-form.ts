'use client';

import { type UseFormReturnType, useForm } from '@mantine/form';
import type { z } from 'zod';
import type { ApiProblem } from '#components/api/problem.ts';
import { fieldErrors } from './field-errors.ts';

interface ContractFormOptions<Values, Body> {
  initialValues: Values;
  /** The schema the server checks the body with. */
  schema: z.ZodType<unknown, Body>;
  /** What is sent for what was typed. */
  toBody: (values: Values) => Body;
}

interface ContractForm<Values extends object, Body> {
  form: UseFormReturnType<Values>;
  /** For `<form onSubmit>`: sends when every field fits, otherwise goes to the first that does not. */
  onSubmit: (send: (body: Body) => void) => ReturnType<UseFormReturnType<Values>['onSubmit']>;
  /** Puts the server's refusal beside the fields it speaks of; nothing typed is lost. */
  refuse: (problem: ApiProblem) => void;
}

/** A form that is checked against the contract before it is sent, and shows what the server refuses. */
export function useContractForm<Values extends object, Body>({
  initialValues,
  schema,
  toBody,
}: ContractFormOptions<Values, Body>): ContractForm<Values, Body> {
  const form = useForm<Values>({
    initialValues,
    validate: (values) => fieldErrors(schema, toBody(values)),
  });
  const focusFirst = (errors: object) => {
    const [first] = Object.keys(errors);
    if (first !== undefined) form.getInputNode(first)?.focus();
  };
  return {
    form,
    onSubmit: (send) => form.onSubmit((values) => send(toBody(values)), focusFirst),
    refuse: ({ problem }) =>
      form.setErrors(Object.fromEntries((problem.issues ?? []).map(({ path, message }) => [path, message]))),
  };
}
