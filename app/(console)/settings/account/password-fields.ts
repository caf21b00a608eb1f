import { changePasswordBody } from '#lib/contract/people.ts';

/** What the form asks for: the new password twice, against slips of the finger. */
export const passwordFields = changePasswordBody
  .extend({ repeat: changePasswordBody.shape.current })
  .refine(({ next, repeat }) => next === repeat, { path: ['repeat'], message: 'is not the same as the new password' });
