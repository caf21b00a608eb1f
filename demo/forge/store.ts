/** A comment of a pull request. */
export interface StoredComment {
  id: number;
  author: string;
  body: string;
}

/** A pull request of a project, with its comments. */
export interface StoredPullRequest {
  number: number;
  branch: string;
  base: string;
  title: string;
  body: string;
  author: string;
  state: 'open' | 'merged' | 'closed';
  comments: StoredComment[];
}

/** One repository as the stand-in keeps it: in memory, whatever the dialect it is spoken to in. */
export class ForgeProject {
  readonly name: string;
  readonly pullRequests: StoredPullRequest[] = [];
  #nextId = 1000;

  constructor(name: string) {
    this.name = name;
  }

  find(number: number): StoredPullRequest | undefined {
    return this.pullRequests.find((each) => each.number === number);
  }

  ofBranch(branch: string): StoredPullRequest[] {
    return this.pullRequests.filter((each) => each.branch === branch);
  }

  open(request: Pick<StoredPullRequest, 'branch' | 'base' | 'title' | 'body' | 'author'>): StoredPullRequest {
    const opened: StoredPullRequest = {
      ...request,
      number: this.pullRequests.length + 1,
      state: 'open',
      comments: [],
    };
    this.pullRequests.push(opened);
    return opened;
  }

  comment(pullRequest: StoredPullRequest, author: string, body: string): StoredComment {
    const comment = { id: this.#nextId++, author, body };
    pullRequest.comments.push(comment);
    return comment;
  }

  findComment(id: number): { pullRequest: StoredPullRequest; comment: StoredComment } | undefined {
    for (const pullRequest of this.pullRequests) {
      const comment = pullRequest.comments.find((each) => each.id === id);
      if (comment !== undefined) return { pullRequest, comment };
    }
    return undefined;
  }
}
