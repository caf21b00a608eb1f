/** A comment as every forge has it. */
export interface FoundComment {
  id: number;
  /** Account that wrote it; null where it is gone. */
  author: string | null;
  body: string;
}

/**
 * The comment that this account wrote under a marker; anybody can copy a marker, so the author counts too.
 *
 * @param ownName Asked only when a comment has the marker.
 */
export async function findOwnComment(
  comments: AsyncIterable<readonly FoundComment[]>,
  marker: string,
  ownName: () => Promise<string>,
): Promise<FoundComment | undefined> {
  for await (const page of comments) {
    for (const comment of page) {
      if (!comment.body.trimStart().startsWith(marker)) continue;
      if (comment.author !== null && comment.author === (await ownName())) return comment;
    }
  }
  return undefined;
}

/** Body of a comment that can be found again. */
export function markedBody(marker: string, body: string): string {
  return `${marker}\n${body}`;
}
