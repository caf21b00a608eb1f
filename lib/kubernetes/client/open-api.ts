import { z } from 'zod';
import type { OpenApiDocument } from '../schema/schema-of.ts';
import { KubeFault } from './fault.ts';
import type { GetJson } from './get-json.ts';

const indexShape = z.object({
  paths: z.record(z.string(), z.object({ serverRelativeURL: z.string().startsWith('/') })),
});
// A document has megabytes; only its outline is looked at, and it is not copied.
const outline = z.object({ components: z.object({ schemas: z.looseObject({}) }) });

/** Reads the OpenAPI v3 documents of a server; one that has not changed by its hash is not read again. */
export class OpenApiReader {
  readonly #getJson: GetJson;
  readonly #known = new Map<string, { address: string; document: OpenApiDocument }>();

  constructor(getJson: GetJson) {
    this.#getJson = getJson;
  }

  /**
   * The description of a group and version; the same object again as long as the server's hash of it stays.
   *
   * @param groupVersion `v1`, `apps/v1`
   * @throws KubeFault `not_served` where the server describes no such group and version.
   */
  async read(groupVersion: string, signal: AbortSignal): Promise<OpenApiDocument> {
    const subject = `the description of ${groupVersion}`;
    const { paths } = await this.#getJson({
      path: '/openapi/v3',
      subject,
      signal,
      read: (body) => indexShape.safeParse(body).data,
    });
    const address = paths[`${groupVersion.includes('/') ? 'apis' : 'api'}/${groupVersion}`]?.serverRelativeURL;
    if (address === undefined) throw new KubeFault('not_served', `${subject}: the API server has none`);
    const known = this.#known.get(groupVersion);
    if (known?.address === address) return known.document;
    const document = await this.#getJson({ path: address, subject, signal, read: asDocument });
    this.#known.set(groupVersion, { address, document });
    return document;
  }
}

/** Paths are two thirds of a document, and nobody asks for them. */
function asDocument(body: unknown): OpenApiDocument | undefined {
  return isDocument(body) && body.components !== undefined ? { components: body.components } : undefined;
}

function isDocument(body: unknown): body is OpenApiDocument {
  return outline.safeParse(body).success;
}
