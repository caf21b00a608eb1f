import { z } from 'zod';
import { idText, page, pageQuery, personRef } from '../common.ts';
import { noContent, operation } from '../operation.ts';
import {
  auditEntry,
  auditQuery,
  changePasswordBody,
  createdToken,
  me,
  tokenBody,
  tokenView,
  userBody,
  userPatch,
  userView,
} from '../people.ts';
import { settingsView } from '../settings.ts';

export const accountOperations = {
  getMe: operation({ tag: 'Account', summary: 'Who is asking', permission: 'view', response: me }),
  changePassword: operation({
    tag: 'Account',
    summary: 'Change your own password; every session of yours ends',
    permission: 'view',
    personOnly: true,
    body: changePasswordBody,
    status: 204,
    response: noContent,
  }),
  signOutEverywhere: operation({
    tag: 'Account',
    summary: 'End every session of yours, this one too',
    permission: 'view',
    personOnly: true,
    status: 204,
    response: noContent,
  }),
};

export const peopleOperations = {
  listPeople: operation({
    tag: 'People',
    summary: 'Active people by name, for choosing an assignee',
    permission: 'view',
    query: pageQuery,
    response: page(personRef),
  }),
  listUsers: operation({
    tag: 'People',
    summary: 'List accounts',
    permission: 'people.write',
    query: pageQuery,
    response: page(userView),
  }),
  createUser: operation({
    tag: 'People',
    summary: 'Add an account',
    permission: 'people.write',
    personOnly: true,
    body: userBody,
    status: 201,
    response: userView,
  }),
  updateUser: operation({
    tag: 'People',
    summary: 'Rename, change the role, set a new password, disable or enable',
    permission: 'people.write',
    personOnly: true,
    params: z.object({ userId: idText }),
    body: userPatch,
    response: userView,
  }),
};

export const tokenOperations = {
  listTokens: operation({
    tag: 'Tokens',
    summary: 'List API tokens, without their secrets',
    permission: 'token.write',
    query: pageQuery,
    response: page(tokenView),
  }),
  createToken: operation({
    tag: 'Tokens',
    summary: 'Make an API token; the answer shows its secret once',
    permission: 'token.write',
    personOnly: true,
    body: tokenBody,
    status: 201,
    response: createdToken,
  }),
  revokeToken: operation({
    tag: 'Tokens',
    summary: 'Revoke an API token at once',
    permission: 'token.write',
    params: z.object({ tokenId: idText }),
    status: 204,
    response: noContent,
  }),
};

export const administrationOperations = {
  listAudit: operation({
    tag: 'Administration',
    summary: 'Who did what, newest first',
    permission: 'audit.view',
    query: auditQuery,
    response: page(auditEntry),
  }),
  getSettings: operation({
    tag: 'Administration',
    summary: 'The configuration in effect, without secrets',
    permission: 'settings.view',
    response: settingsView,
  }),
};
