'use client';

import { type UseFormReturnType, useForm } from '@mantine/form';
import { useEffect } from 'react';
import type { z } from 'zod';
import type { ApiProblem } from '#components/api/problem.ts';
import { fieldErrors, sentence } from './field-errors.ts';

interface ContractFormOptions<Values, Schema> {
  initialValues: Values;
  /** The schema the server checks the body with. */
  schema: Schema;
  /** What is sent for what was typed, before it is checked. */
  toBody: (values: Values) => unknown;
  /** The server's refusal of the last try; its issues go beside the fields they speak of. */
  problem: ApiProblem | null;
}

interface ContractForm<Values extends object, Body> {
  form: UseFormReturnType<Values>;
  /** For `<form onSubmit>`: sends when every field fits, otherwise goes to the first that does not. */
  onSubmit: (send: (body: Body) => void) => ReturnType<UseFormReturnType<Values>['onSubmit']>;
}

/** A form that is checked against the contract before it is sent, and keeps what was typed when the server refuses. */
export function useContractForm<Values extends object, Schema extends z.ZodType>({
  initialValues,
  schema,
  toBody,
  problem,
}: ContractFormOptions<Values, Schema>): ContractForm<Values, z.output<Schema>> {
  const form = useForm<Values>({
    initialValues,
    validate: (values) => fieldErrors(schema, toBody(values)),
  });
  const { setErrors } = form;
  useEffect(() => {
    const issues = problem?.problem.issues ?? [];
    if (issues.length > 0) setErrors(Object.fromEntries(issues.map(({ path, message }) => [path, sentence(message)])));
  }, [problem, setErrors]);
  const focusFirst = (errors: object) => {
    const [first] = Object.keys(errors);
    if (first !== undefined) form.getInputNode(first)?.focus();
  };
  return {
    form,
    onSubmit: (send) =>
      form.onSubmit((values) => {
        const body = schema.safeParse(toBody(values));
        if (body.success) send(body.data);
      }, focusFirst),
  };
}
