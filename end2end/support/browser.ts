/** How the browser is started: the system's own Chromium, which must not go looking for anything on the network. */
import type { PlaywrightWorkerOptions } from '@playwright/test';
import { environmentOfBrowser } from './clock.ts';

export const browser: Partial<PlaywrightWorkerOptions> = {
  browserName: 'chromium',
  launchOptions: {
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    chromiumSandbox: process.getuid?.() !== 0,
    ...environmentOfBrowser(),
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};

export const phone = { width: 360, height: 740 };
export const desktop = { width: 1280, height: 900 };
