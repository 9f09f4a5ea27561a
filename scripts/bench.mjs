// `npm run bench`: installs what is measured beside, and measures. bench/options.mjs tells what can be asked.
import { spawnSync } from 'node:child_process';
import { install, root } from './steps.mjs';

install({ all: true });
install({ folder: 'bench' });
const { status } = spawnSync(process.execPath, ['bench/run.mjs', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
