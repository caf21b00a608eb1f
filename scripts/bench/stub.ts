import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** The fastest possible gateway: answers every chat completion with the same text after DELAY_MS. */
const delayMs = Number(process.argv[2]);

const server = createServer(async (request, response) => {
  request.resume();
  await sleep(delayMs);
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({
      id: 'stub',
      object: 'chat.completion',
      created: 0,
      model: 'stub',
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Yes' } }],
      usage: { prompt_tokens: 12, completion_tokens: 1, total_tokens: 13 },
    }),
  );
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') process.send?.({ port: address?.port });
});
process.once('disconnect', () => server.close());
