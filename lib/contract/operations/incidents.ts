import { z } from 'zod';
import { idText, page } from '../common.ts';
import {
  assignBody,
  commentBody,
  incidentChange,
  incidentDetail,
  incidentListQuery,
  incidentSummary,
  resolveBody,
  timelineEntry,
} from '../incidents.ts';
import { operation } from '../operation.ts';

const incidentParams = z.object({ incidentId: idText });

export const incidentOperations = {
  listIncidents: operation({
    tag: 'Incidents',
    summary: 'List incidents, the most urgent and latest first',
    permission: 'view',
    query: incidentListQuery,
    response: page(incidentSummary),
  }),
  getIncident: operation({
    tag: 'Incidents',
    summary: 'One incident with its evidence and timeline',
    permission: 'view',
    params: incidentParams,
    response: incidentDetail,
  }),
  getIncidentChange: operation({
    tag: 'Incidents',
    summary: 'The commits behind a prompt incident, from the last good one to the first that regressed',
    permission: 'view',
    params: incidentParams,
    response: incidentChange,
  }),
  acknowledgeIncident: operation({
    tag: 'Incidents',
    summary: 'Say that somebody is looking',
    permission: 'incident.triage',
    params: incidentParams,
    response: incidentSummary,
  }),
  assignIncident: operation({
    tag: 'Incidents',
    summary: 'Give the incident to a person, or to nobody',
    permission: 'incident.triage',
    params: incidentParams,
    body: assignBody,
    response: incidentSummary,
  }),
  commentIncident: operation({
    tag: 'Incidents',
    summary: 'Add a comment to the timeline',
    permission: 'incident.comment',
    params: incidentParams,
    body: commentBody,
    status: 201,
    response: timelineEntry,
  }),
  resolveIncident: operation({
    tag: 'Incidents',
    summary: 'Close the incident with a reason',
    permission: 'incident.triage',
    params: incidentParams,
    body: resolveBody,
    response: incidentSummary,
  }),
  reopenIncident: operation({
    tag: 'Incidents',
    summary: 'Open a resolved incident again',
    permission: 'incident.triage',
    params: incidentParams,
    response: incidentSummary,
  }),
};
