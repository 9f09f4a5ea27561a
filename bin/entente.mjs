#!/usr/bin/env node
// The `entente` command of a checkout: builds what is out of date, then does what is asked.
import { build, install } from '../scripts/steps.mjs';

install();
build();
await import('../dist/cli/main.js');
