/** Pretends to be an advertising script: leaves a cookie on the widest domain it can, and loads a pixel. */
const parent = location.hostname.split('.').slice(-2).join('.');
document.cookie = `_fads=x; path=/; max-age=7776000${location.hostname == parent ? '' : `; domain=${parent}`}`;
new Image().src = '{TRACKERS}/pixel.gif?what=ads';
document.dispatchEvent(new CustomEvent('demo:ran', { detail: 'ads' }));
