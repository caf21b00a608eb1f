import { create, createFileRegistry, type DescMethodUnary } from '@bufbuild/protobuf';
import {
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  FileDescriptorProtoSchema,
} from '@bufbuild/protobuf/wkt';
import { invariant } from '#lib/platform/errors.ts';

const text = (name: string, number: number) => ({
  name,
  number,
  type: FieldDescriptorProto_Type.STRING,
  label: FieldDescriptorProto_Label.OPTIONAL,
});

/** What is used of flagd's sync API (flagd/sync/v1/sync.proto of flagd-schemas 0.2). */
const FILE = create(FileDescriptorProtoSchema, {
  name: 'flagd/sync/v1/sync.proto',
  package: 'flagd.sync.v1',
  syntax: 'proto3',
  messageType: [
    { name: 'FetchAllFlagsRequest', field: [text('provider_id', 1), text('selector', 2)] },
    { name: 'FetchAllFlagsResponse', field: [text('flag_configuration', 1)] },
  ],
  service: [
    {
      name: 'FlagSyncService',
      method: [
        {
          name: 'FetchAllFlags',
          inputType: '.flagd.sync.v1.FetchAllFlagsRequest',
          outputType: '.flagd.sync.v1.FetchAllFlagsResponse',
        },
      ],
    },
  ],
});

/** flagd's call that gives all definitions at once: `{selector}` → `{flagConfiguration}`, JSON as text. */
export const FETCH_ALL_FLAGS: DescMethodUnary = fetchAllFlags();

function fetchAllFlags(): DescMethodUnary {
  const service = createFileRegistry(FILE, () => undefined).getService('flagd.sync.v1.FlagSyncService');
  const method = service?.methods[0];
  invariant(method?.methodKind === 'unary', 'the sync service describes its call');
  return { ...method, methodKind: 'unary' };
}
