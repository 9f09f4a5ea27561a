// A constant answer through the HTTP server the others use: what a request costs before anything is asked. What is put to
// /constant/NUMBER is what a later request to that address is answered.
import Fastify from 'fastify';

const answers = new Map();
const app = Fastify({ bodyLimit: 64 * 1024 * 1024 });
app.put('/constant/:number', (request) => {
  answers.set(request.params.number, JSON.stringify(request.body));
  return { kept: true };
});
app.post('/constant/:number', (request, reply) =>
  reply.type('application/json; charset=utf-8').send(answers.get(request.params.number) ?? '{}'),
);
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
