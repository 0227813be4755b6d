// The side column: articles by date, dates that are typed, and long lists of values made short.
import { articles, el, locale, part, say, text } from './page.js';

// Dates.

const dateShape = /^(\d{4}(-\d\d){0,2}|-\d+[dwmy]|today|yesterday)?$/;

const isDay = /^\d/;

// Whether `words` are a day, month or year of the calendar, or a time counted from today.
function isDate(words) {
  const date = new Date(words);
  return dateShape.test(words) && (!isDay.test(words) || (!isNaN(date) && date.toISOString().startsWith(words)));
}

// Whether what was typed into the dates can be asked; says so where not.
export function datesAreRight() {
  const inputs = [part('from'), part('to')].filter(Boolean);
  const [from, to] = inputs.map((input) => input.value.trim());
  let wrong = inputs.filter((input) => input.value !== input.defaultValue && !isDate(input.value.trim()));
  let told = wrong.length && text('bad_date');
  if (!told && isDay.test(from) && isDay.test(to) && from.slice(0, to.length) > to.slice(0, from.length)) {
    wrong = inputs;
    told = text('bad_span');
  }
  for (const input of inputs) input.setAttribute('aria-invalid', wrong.includes(input));
  const help = part('dates-help');
  if (help) {
    help.dataset.text ??= help.textContent;
    help.textContent = told || help.dataset.text;
  }
  if (told) say(told);
  return !told;
}

// Long lists.

const shortEnough = 8;
const narrowings = new Map();  // field -> what stands in its narrow box
const fold = (words) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

// Puts a box over a long facet that leaves the values with some text.
export function narrow(facet) {
  const { field } = facet.dataset;
  if (facet.querySelectorAll('.choice').length <= shortEnough) return;
  const legend = facet.querySelector('legend');
  const name = text('narrow', { name: legend.textContent });
  const input = el('input', {
    type: 'search', class: 'narrow', 'aria-label': name, placeholder: name, 'data-key': `narrow ${field}`, autocomplete: 'off', spellcheck: 'false',
  });
  input.value = narrowings.get(field) ?? '';
  legend.after(input, el('p', { class: 'help', role: 'status' }));
  if (input.value) narrowed(input);
}

export function narrowed(input) {
  if (!input.matches('.narrow')) return;
  const facet = input.closest('.facet');
  const wanted = fold(input.value.trim());
  narrowings.set(facet.dataset.field, input.value);
  let none = true;
  for (const choice of facet.querySelectorAll('.choice')) {
    choice.hidden = !fold(choice.querySelector('bdi').textContent).includes(wanted);
    none &&= choice.hidden;
  }
  input.nextElementSibling.textContent = none ? text('none_named', { q: input.value.trim() }) : '';
  for (const node of facet.querySelectorAll('.rest :is(summary, .help)')) node.hidden = wanted !== '';
  const rest = facet.querySelector('details.rest');
  if (!rest) return;
  rest.dataset.was ??= rest.open;
  rest.open = wanted !== '' || rest.dataset.was === 'true';
  if (!wanted) delete rest.dataset.was;
}

// The histogram.

// Makes the chart in `root` one slider over all its bars: a target that is large enough, and one stop for the keyboard.
// `pick(from, to)` is called with the first and last period picked.
export function chart(root, pick) {
  const slider = root.querySelector('.chart');
  if (!slider) return;
  const { unit } = slider.closest('.histogram').dataset;
  const bars = barsOf(slider.closest('.histogram'), unit);
  const caption = slider.parentNode.querySelector('.caption');
  const svg = slider.querySelector('svg');
  const band = document.createElementNS(svg.namespaceURI, 'rect');
  band.setAttribute('class', 'picked');
  band.setAttribute('height', 100);
  const resting = caption.textContent;
  let at = bars.length - 1;
  let anchor = at;
  const ends = () => [Math.min(at, anchor), Math.max(at, anchor)];
  const rest = () => {
    band.remove();
    caption.textContent = resting;
  };
  const describe = (words) => set(slider, { 'aria-valuenow': at, 'aria-valuetext': words });
  const move = (to, extend) => {
    at = Math.max(0, Math.min(bars.length - 1, to));
    if (!extend) anchor = at;
    const [low, high] = ends();
    const width = svg.viewBox.baseVal.width / bars.length;
    set(band, { x: low * width, width: (high - low + 1) * width });
    svg.prepend(band);
    caption.textContent = said(bars.slice(low, high + 1), unit);
    describe(caption.textContent);
  };
  const done = () => pick(...ends().map((index) => bars[index].value));
  set(slider, { role: 'slider', tabindex: 0, 'aria-label': slider.dataset.label, 'aria-valuemin': 0, 'aria-valuemax': at });
  describe(said([bars[at]], unit));
  slider.addEventListener('blur', rest);
  slider.addEventListener('focus', () => slider.matches(':focus-visible') && move(at));
  listenToKeys(slider, (step, extend) => move(at + step, extend), done);
  listenToPointer(slider, (share, extend) => move(Math.floor(share * bars.length), extend), done, rest);
}

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
}

const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -1e9, End: 1e9 };

function listenToKeys(slider, step, done) {
  slider.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in steps) step(steps[event.key], event.shiftKey);
    else if (event.key === 'Enter' || event.key === ' ') done();
    else return;
    event.preventDefault();
  });
}

// `move` gets the place under the pointer as a share of the width.
function listenToPointer(slider, move, done, rest) {
  let pressed = false;
  const cancel = () => {
    pressed = false;
    rest();
  };
  const on = (name, act) => slider.addEventListener(`pointer${name}`, (event) => {
    const { left, width } = slider.getBoundingClientRect();
    act((event.clientX - left) / width, event);
  });
  on('down', (share, event) => {
    if (event.button) return;
    pressed = true;
    slider.setPointerCapture(event.pointerId);
    move(share, event.shiftKey);
  });
  on('move', (share) => move(share, pressed));
  on('up', () => {
    if (pressed) done();
    pressed = false;
  });
  on('cancel', cancel);
  slider.addEventListener('keydown', (event) => {
    if (!pressed || event.key !== 'Escape') return;
    event.stopPropagation();
    cancel();
  });
  on('leave', () => pressed || rest());
}

function said(bars, unit) {
  const sum = bars.reduce((all, bar) => all + bar.count, 0);
  const [from, to] = [bars[0].value, bars.at(-1).value].map((value) => period(value, unit));
  return `${from === to ? from : text('span', { from, to })}: ${articles(sum)}`;
}

const shapes = { month: { year: 'numeric', month: 'long' }, day: { dateStyle: 'long' } };

const period = (value, unit) => (unit === 'year' ? value
  : new Intl.DateTimeFormat(locale, { ...shapes[unit], timeZone: 'UTC' }).format(new Date(value)));

// The periods of the table beside the chart, first to last, with 0 where it has none.
function barsOf(histogram, unit) {
  const counts = new Map([...histogram.querySelectorAll('[data-period]')].map(
    (link) => [link.dataset.period, Number(link.closest('tr').querySelector('[data-count]').dataset.count)]));
  const values = [...counts.keys()].sort();
  const bars = [];
  for (let at = values[0]; at <= values.at(-1); at = next(at, unit)) bars.push({ value: at, count: counts.get(at) ?? 0 });
  return bars;
}

function next(value, unit) {
  const date = new Date(value);
  if (unit === 'year') date.setUTCFullYear(date.getUTCFullYear() + 1);
  else if (unit === 'month') date.setUTCMonth(date.getUTCMonth() + 1);
  else date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, value.length);
}
