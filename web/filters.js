// The side column: articles by date, and checkboxes by section and source.
import { el, fill } from './dom.js';
import { searchLink } from './render.js';
import { change, toggled } from './state.js';
import { articles, fieldNames, number, period, span, texts } from './texts.js';

const shownAtFirst = 8;
const dateShape = /^(\d{4}(-\d\d){0,2}|-\d+[dwmy]|today|yesterday)?$/;

export class Filters {
  #state;
  #decide;
  #open = new Set();  // fields whose whole list is shown
  #form = document.getElementById('filters');
  #help = document.getElementById('dates-help');

  // `decide(state)` is called with what somebody chose.
  constructor(decide) {
    this.#decide = decide;
    this.#form.addEventListener('change', ({ target }) => {
      if (target.type === 'checkbox') decide(toggled(this.#state, target.name, target.value, target.checked));
      else this.#dates();
    });
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#dates();
    });
  }

  // Shows the dates of `state`.
  show(state) {
    this.#state = state;
    for (const input of [this.#form.from, this.#form.to]) {
      if (input !== document.activeElement) input.value = state[input.name];
    }
    this.#judge([]);
  }

  // Draws the counts of `answer`; `unit` is what its histogram counts by.
  draw({ facets }, unit) {
    const decide = (from, to) => this.#decide(change(this.#state, { from, to }));
    fill(document.getElementById('histogram'), histogram(facets[`published:${unit}`].values, unit, this.#state, decide));
    this.#drawFacets(facets);
  }

  #drawFacets(facets) {
    fill(document.getElementById('facets'), ['section', 'source'].map((name) => {
      const { values, other } = facets[name];
      const chosen = this.#state[name].filter((value) => value[0] !== '-' && !values.some((each) => each.value === value));
      const all = [...chosen.map((value) => ({ value })), ...values];
      const whole = this.#open.has(name) || all.length <= shownAtFirst + 1;
      return all.length > 0 && el('fieldset', {},
        el('legend', {}, fieldNames[name]),
        all.slice(0, whole ? all.length : shownAtFirst).map((each) => this.#choice(name, each)),
        !whole && this.#more(name, all.length, facets),
        whole && other > 0 && el('p', { class: 'help' }, `${articles(other)} in others`));
    }));
  }

  #choice(name, { value, count }) {
    return el('label', { class: 'choice' },
      el('input', {
        type: 'checkbox', name, value, checked: this.#state[name].includes(value), 'data-key': `${name} ${value}`,
      }),
      el('span', { class: 'value', dir: 'auto' }, value), ' ',
      el('span', { class: 'count' }, count && number(count)));
  }

  #more(name, count, facets) {
    const button = el('button', { class: 'more', type: 'button' }, `Show all ${number(count)}`);
    button.addEventListener('click', () => {
      this.#open.add(name);
      this.#drawFacets(facets);
      document.querySelectorAll(`#facets [name=${name}]`)[shownAtFirst].focus();
    });
    return button;
  }

  #dates() {
    const { from, to } = this.#form;
    const wrong = [from, to].filter((input) => !dateShape.test(input.value.trim()));
    this.#judge(wrong);
    if (wrong.length === 0) this.#decide(change(this.#state, { from: from.value.trim(), to: to.value.trim() }));
  }

  #judge(wrong) {
    for (const input of [this.#form.from, this.#form.to]) input.setAttribute('aria-invalid', wrong.includes(input));
    this.#help.textContent = wrong.length ? texts.badDate : texts.dates;
  }
}

// Bars to pick a span of dates from by pointer or keyboard, and the same numbers as a table. `choose(from, to)` is called
// with the first and last year or month picked.
function histogram(values, unit, state, choose) {
  if (values.length === 0) return null;
  const bars = withoutGaps(values, unit);
  const caption = el('p', { class: 'caption' }, span({ from: bars[0].value, to: bars.at(-1).value }));
  const most = Math.max(...bars.map((bar) => bar.count));
  return [
    caption,
    bars.length > 1 && [chart(bars, most, unit, caption, choose), el('div', { class: 'axis', 'aria-hidden': 'true' },
      el('span', {}, bars[0].value), el('span', {}, `up to ${number(most)} a ${unit}`), el('span', {}, bars.at(-1).value))],
    table(values, unit, state),
  ];
}

// One slider for all bars: a target that is large enough, and one stop for the keyboard.
function chart(bars, most, unit, caption, choose) {
  const drawn = bars.map((bar) => {
    const node = el('i');
    node.style.height = `${bar.count && Math.max(3, (bar.count / most) * 100)}%`;
    return node;
  });
  const slider = el('div', {
    class: 'chart', role: 'slider', tabindex: 0, 'data-key': 'chart', 'aria-valuemin': 0, 'aria-valuemax': bars.length - 1,
    'aria-label': `Articles by ${unit}. Arrow keys move, Shift extends, Enter filters.`,
  }, drawn);
  const resting = caption.textContent;
  let at = bars.length - 1;
  let anchor = at;
  const picked = () => [Math.min(at, anchor), Math.max(at, anchor)];
  const rest = () => {
    drawn.forEach((node) => node.classList.remove('picked'));
    caption.textContent = resting;
  };
  const move = (to, extend) => {
    at = Math.max(0, Math.min(bars.length - 1, to));
    if (!extend) anchor = at;
    const [low, high] = picked();
    drawn.forEach((node, index) => node.classList.toggle('picked', index >= low && index <= high));
    caption.textContent = said(bars.slice(low, high + 1));
    describe(slider, at, caption.textContent);
  };
  const done = () => choose(...picked().map((index) => bars[index].value));
  describe(slider, at, said([bars[at]]));
  slider.addEventListener('blur', rest);
  slider.addEventListener('focus', () => slider.matches(':focus-visible') && move(at));
  listenToKeys(slider, (step, extend) => move(at + step, extend), done);
  listenToPointer(slider, (share, extend) => move(Math.floor(share * bars.length), extend), done, rest);
  return slider;
}

function describe(slider, at, text) {
  slider.setAttribute('aria-valuenow', at);
  slider.setAttribute('aria-valuetext', text);
}

const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -1e9, End: 1e9 };

function listenToKeys(slider, step, done) {
  slider.addEventListener('keydown', (event) => {
    if (event.key in steps) step(steps[event.key], event.shiftKey);
    else if (event.key === 'Enter' || event.key === ' ') done();
    else return;
    event.preventDefault();
  });
}

// `move` gets the place under the pointer as a share of the width.
function listenToPointer(slider, move, done, rest) {
  let pressed = false;
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
  on('cancel', () => { pressed = false; });
  on('leave', () => pressed || rest());
}

function table(values, unit, state) {
  return el('details', {},
    el('summary', { 'data-key': 'table' }, 'Show as table'),
    el('table', {},
      el('tr', {}, el('th', { scope: 'col' }, unit === 'year' ? 'Year' : 'Month'), el('th', { scope: 'col' }, 'Articles')),
      values.map(({ value, count }) => el('tr', {},
        el('th', { scope: 'row' }, searchLink(change(state, { from: value, to: value }), period(value))),
        el('td', {}, number(count))))));
}

function said(bars) {
  const sum = bars.reduce((all, bar) => all + bar.count, 0);
  return `${span({ from: bars[0].value, to: bars.at(-1).value })}: ${articles(sum)}`;
}

// At most 500 periods, with 0 where none was counted.
function withoutGaps(values, unit) {
  const counts = new Map(values.map(({ value, count }) => [value, count]));
  const bars = [];
  for (let at = values[0].value; at <= values.at(-1).value && bars.length < 500; at = next(at, unit)) {
    bars.push({ value: at, count: counts.get(at) ?? 0 });
  }
  return bars;
}

function next(value, unit) {
  const date = new Date(value);
  if (unit === 'year') date.setUTCFullYear(date.getUTCFullYear() + 1);
  else date.setUTCMonth(date.getUTCMonth() + 1);
  return date.toISOString().slice(0, value.length);
}
