import { json, type Reply, send } from '../http.ts';
import { type Listening, listenOnLoopback } from '../listen.ts';

/** A series with its present value; `__name__` is its metric. */
export interface DemoSeries {
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** A stand-in for Prometheus: what it has scraped is what it is given, and it knows instant queries of one metric. */
export interface DemoPrometheus extends Listening {
  /** Replaces what it has scraped. */
  scraped(...series: DemoSeries[]): void;
  /** Answers this instead, until it is null. */
  answerWith(reply: Reply | null): void;
}

const QUERY = /^(\w+)(?: unless on \(([\w, ]+)\) (\w+))?$/;

/** Starts a stand-in without any series; every answer says that it is a demonstration's. */
export async function startDemoPrometheus(port = 0): Promise<DemoPrometheus> {
  let all: readonly DemoSeries[] = [];
  let instead: Reply | null = null;
  const listening = await listenOnLoopback((request, response) => {
    response.setHeader('x-tidemark-demo', 'prometheus');
    const url = new URL(request.url ?? '/', 'http://demo');
    send(response, instead ?? answer(all, url));
  }, port);
  return {
    ...listening,
    scraped: (...series) => {
      all = series;
    },
    answerWith: (reply) => {
      instead = reply;
    },
  };
}

function answer(all: readonly DemoSeries[], { pathname, searchParams }: URL): Reply {
  if (pathname !== '/api/v1/query') return { status: 404, body: '404 page not found\n' };
  const query = searchParams.get('query') ?? '';
  const [, metric, on = '', other] = QUERY.exec(query) ?? [];
  if (metric === undefined) {
    const error = `invalid parameter "query": 1:1: parse error: the stand-in knows one metric at a time`;
    return json(400, { status: 'error', errorType: 'bad_data', error });
  }
  const of = (name: string | undefined) => all.filter(({ labels }) => labels.__name__ === name);
  const keyOf = ({ labels }: DemoSeries) => JSON.stringify(on.split(',').map((label) => labels[label.trim()] ?? ''));
  const without = new Set(of(other).map(keyOf));
  const result = of(metric)
    .filter((series) => !without.has(keyOf(series)))
    .map(({ labels, value }) => ({ metric: labels, value: [1_778_414_400.123, String(value)] }));
  return json(200, { status: 'success', data: { resultType: 'vector', result } });
}
