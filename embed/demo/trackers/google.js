/** Pretends to be Google's tag: reads what Consent Mode said, and reports it. */
const said = (window.dataLayer ?? []).filter((entry) => entry[0] == 'consent').map((entry) => [...entry]).map(([, kind, values]) => `${kind}:${values.analytics_storage}`);
fetch('{TRACKERS}/g/collect?consent=' + encodeURIComponent(said.join(',')));
document.dispatchEvent(new CustomEvent('demo:ran', { detail: 'google' }));
