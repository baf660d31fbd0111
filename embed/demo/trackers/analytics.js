/** Pretends to be an analytics script: leaves cookies and storage behind, and reports the visit. */
document.cookie = '_fa=1.visitor; path=/; max-age=63072000';
document.cookie = '_fa_demo=7; path=/; max-age=63072000';
localStorage.fa_queue = '[]';
sessionStorage.fa_visit = '1';
fetch('{TRACKERS}/collect?what=visit');
document.dispatchEvent(new CustomEvent('demo:ran', { detail: 'analytics' }));
