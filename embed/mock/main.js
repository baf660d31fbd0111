/** The demo, for looking at: Klankbord's part, the site and the trackers, each on a port of its own. */
import { Klankbord } from './klankbord.js';
import { Site } from './site.js';
import { Trackers } from './trackers.js';

const trackers = new Trackers();
/** @type {Site} */
let site;
const klankbord = new Klankbord({ origins: () => [site.url] });
site = new Site({ klankbord: () => klankbord.url, trackers: () => trackers.url });
await Promise.all([klankbord.start(4810), site.start(4811), trackers.start(4812)]);
console.log(`The demo is at ${site.url}/nl.html and ${site.url}/en.html`);
