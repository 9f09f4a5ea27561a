#!/usr/bin/env node
// The `entente` command of a checkout: builds what is out of date, then does what is asked.
import { build, install } from '../scripts/steps.mjs';

install();
build();
// Libraries leave out checks that are for those who write against them.
process.env.NODE_ENV ??= 'production';
await import('../dist/cli/main.js');
