// What is written and not yet saved, kept in this browser so that a crash or a lost network loses nothing.

const key = (author, place) => `daoban.studio.${author}.${place.folder}/${place.id}`;

export function keep(author, place, { text, version, base }) {
  try { localStorage.setItem(key(author, place), JSON.stringify({ text, version, base })); } catch { /* full: the server still gets it */ }
}

export function kept(author, place) {
  try { return JSON.parse(localStorage.getItem(key(author, place))); } catch { return null; }
}

export function forget(author, place) { localStorage.removeItem(key(author, place)); }
