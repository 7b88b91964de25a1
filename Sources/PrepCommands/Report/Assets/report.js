// What the page does beside unfolding: filters a list by text, and opens or closes all of it.
// Without it all is there; its controls show themselves only where it runs.
'use strict';

for (const list of document.querySelectorAll('.list')) {
  const controls = list.querySelector('.controls');
  const status = list.querySelector('.status');
  const items = [...list.querySelectorAll(':scope > details')];
  const texts = items.map(() => null);

  const filter = (wanted) => {
    const needle = wanted.trim().toLowerCase();
    let shown = 0;
    items.forEach((item, index) => {
      texts[index] ??= item.textContent.toLowerCase();
      item.hidden = !texts[index].includes(needle);
      if (!item.hidden) shown += 1;
    });
    status.textContent = needle ? `${shown} of ${items.length} shown` : '';
  };
  const setOpen = (isOpen) => {
    for (const item of items) if (!item.hidden) item.open = isOpen;
  };

  list.querySelector('input').addEventListener('input', (event) => filter(event.target.value));
  list.querySelector('.open').addEventListener('click', () => setOpen(true));
  list.querySelector('.close').addEventListener('click', () => setOpen(false));
  controls.hidden = false;
}
