// `npm start`: installs what serving needs, builds, and serves; in this one process, so that a signal reaches the server.
import { build, install } from './steps.mjs';

const asked = process.argv.slice(2);
install();
build();
// Libraries leave out checks that are for those who write against them.
process.env.NODE_ENV ??= 'production';
process.argv = [process.argv[0], 'entente', 'serve', ...asked];
await import('../dist/cli/main.js');
