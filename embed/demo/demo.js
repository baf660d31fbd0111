/** The demo page's own script, with nothing to ask consent for: shows what stands, and what ran. */
const state = document.querySelector('#state');
const ran = document.querySelector('#ran');

const show = () => (state.textContent = JSON.stringify(window.klankbord.consent.get(), null, 2));

window.klankbord.consent.onChange(show);
document.addEventListener('demo:ran', (event) => {
  const line = document.createElement('li');
  line.textContent = event.detail;
  ran.append(line);
});
document.querySelector('#only-analytics').addEventListener('click', () => window.klankbord.consent.set({ analytics: true }));
show();
