'use strict';
// Until the list is taken over it is not laid out: that takes a browser most of the time that it needs for a long one.
document.documentElement.classList.add('scripted');
addEventListener('DOMContentLoaded', () => {
  const step = 100;
  const list = document.getElementById('list');
  const form = document.getElementById('filter');
  const count = document.getElementById('count');
  const more = document.getElementById('more');
  const all = [...list.querySelectorAll(':scope > article')];
  if (all.length) list.replaceChildren();
  document.documentElement.classList.remove('scripted');
  if (!all.length) return;
  const texts = new Map();
  const text = (one) => {
    if (!texts.has(one)) texts.set(one, one.textContent.toLowerCase());
    return texts.get(one);
  };
  const has = (one, name, value) =>
    name === 'clause' ? one.dataset.clause.split('|').includes(value) : one.dataset[name] === value;
  const choices = [...form.querySelectorAll('select')];
  const search = document.getElementById('search');
  let found = all;
  let most = step;
  const show = () => {
    list.replaceChildren(...found.slice(0, most));
    count.textContent = found.length ? count.dataset.said + ': ' + found.length + ' / ' + all.length : count.dataset.none;
    more.hidden = found.length <= most;
  };
  const choose = () => {
    const wanted = choices.filter((own) => own.value).map((own) => [own.id, own.value]);
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    found = all.filter((one) =>
      wanted.every(([name, value]) => has(one, name, value)) &&
      words.every((word) => text(one).includes(word)));
    most = step;
    show();
  };
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(choose));
  form.addEventListener('change', choose);
  let typing;
  search.addEventListener('input', () => { clearTimeout(typing); typing = setTimeout(choose, 150); });
  more.addEventListener('click', () => {
    const next = most;
    most += step;
    show();
    const first = found[next].querySelector('summary');
    first.focus();
  });
  const turn = () => {
    const at = all.find((one) => '#' + one.id === location.hash);
    if (!at) return;
    if (!found.includes(at)) { form.reset(); found = all; }
    most = Math.max(most, found.indexOf(at) + 1);
    show();
    at.scrollIntoView();
  };
  addEventListener('hashchange', turn);
  addEventListener('beforeprint', () => {
    list.replaceChildren(...found);
    for (const own of document.querySelectorAll('details:not([open])')) { own.open = true; own.dataset.shut = ''; }
  });
  addEventListener('afterprint', () => {
    for (const own of document.querySelectorAll('[data-shut]')) { own.open = false; delete own.dataset.shut; }
    show();
  });
  form.hidden = false;
  count.hidden = false;
  show();
  turn();
});
