// Articles by year or month: bars to pick a period from by pointer or keyboard, and the same numbers as a table.
import { el, svg } from './dom.js';
import { number, period } from './format.js';
import { change, searchUrl } from './state.js';
import { articles } from './texts.js';

// `values`: [{ value: "2020" or "2020-02", count }], ascending. `choose(from, to)` is called with the first and the last
// period of what somebody picked. null when there is nothing to choose from.
export function histogram(values, unit, state, choose) {
  if (values.length === 0) return null;
  const bars = withoutGaps(values, unit);
  const most = Math.max(...bars.map((bar) => bar.count));
  const caption = el('p', { class: 'caption' }, summary(bars));
  return el('div', { class: 'histogram' },
    caption,
    bars.length > 1 && chart(bars, most, { unit, caption, choose }),
    bars.length > 1 && axis(bars, most, unit),
    table(values, unit, state));
}

function summary(bars) {
  const [first, last] = [bars[0], bars.at(-1)];
  return bars.length === 1 ? `${period(first.value)}: ${articles(first.count)}` : `${period(first.value)} to ${period(last.value)}`;
}

// One slider for all bars: a single target that is large enough, and one stop for the keyboard.
function chart(bars, most, { unit, caption, choose }) {
  const rects = bars.map((bar, index) => svg('rect', {
    x: index + 0.08, width: 0.84, y: 40 - height(bar.count, most), height: height(bar.count, most),
  }));
  const slider = el('div', {
    class: 'chart', role: 'slider', tabindex: 0, 'data-key': 'histogram',
    'aria-label': `Articles by ${unit}. Arrow keys move, Shift extends, Enter filters.`,
    'aria-valuemin': 0, 'aria-valuemax': bars.length - 1,
  }, svg('svg', { viewBox: `0 0 ${bars.length} 40`, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, rects));
  const picked = new Selection(bars, (low, high) => {
    rects.forEach((rect, index) => rect.classList.toggle('picked', index >= low && index <= high));
    caption.textContent = said(bars, low, high);
    slider.setAttribute('aria-valuetext', caption.textContent);
    slider.setAttribute('aria-valuenow', picked ? picked.at : bars.length - 1);
  });
  slider.setAttribute('aria-valuenow', picked.at);
  slider.setAttribute('aria-valuetext', said(bars, picked.at, picked.at));
  const rest = () => {
    rects.forEach((rect) => rect.classList.remove('picked'));
    caption.textContent = summary(bars);
  };
  const done = () => choose(bars[picked.low].value, bars[picked.high].value);
  listenToKeys(slider, picked, done, rest);
  listenToPointer(slider, picked, done, rest);
  return slider;
}

// Which bars are picked: from the anchor to the current one, `at`.
class Selection {
  #anchor;
  #show;

  constructor(bars, show) {
    this.count = bars.length;
    this.at = this.#anchor = bars.length - 1;
    this.#show = show;
  }
  get low() {
    return Math.min(this.at, this.#anchor);
  }
  get high() {
    return Math.max(this.at, this.#anchor);
  }
  move(to, extend) {
    this.at = Math.max(0, Math.min(this.count - 1, to));
    if (!extend) this.#anchor = this.at;
    this.#show(this.low, this.high);
  }
}

function listenToKeys(slider, picked, done, rest) {
  const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12, Home: -1e9, End: 1e9 };
  slider.addEventListener('focus', () => slider.matches(':focus-visible') && picked.move(picked.at, false));
  slider.addEventListener('blur', rest);
  slider.addEventListener('keydown', (event) => {
    if (event.key in steps) picked.move(picked.at + steps[event.key], event.shiftKey);
    else if (event.key === 'Escape') picked.move(picked.at, false);
    else if (event.key === 'Enter' || event.key === ' ') done();
    else return;
    event.preventDefault();
  });
}

function listenToPointer(slider, picked, done, rest) {
  let pressed = false;
  const under = (event) => {
    const { left, width } = slider.getBoundingClientRect();
    return Math.floor(((event.clientX - left) / width) * picked.count);
  };
  slider.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    pressed = true;
    slider.setPointerCapture(event.pointerId);
    picked.move(under(event), event.shiftKey);
  });
  slider.addEventListener('pointermove', (event) => picked.move(under(event), pressed));
  slider.addEventListener('pointerup', () => {
    if (pressed) done();
    pressed = false;
  });
  slider.addEventListener('pointercancel', () => { pressed = false; });
  slider.addEventListener('pointerleave', () => pressed || rest());
}

function axis(bars, most, unit) {
  return el('div', { class: 'axis', 'aria-hidden': 'true' },
    el('span', {}, bars[0].value), el('span', {}, `up to ${number(most)} a ${unit}`), el('span', {}, bars.at(-1).value));
}

function table(values, unit, state) {
  return el('details', { class: 'table' },
    el('summary', { 'data-key': 'table' }, 'Show as table'),
    el('table', {},
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, unit === 'year' ? 'Year' : 'Month'),
        el('th', { scope: 'col' }, 'Articles'))),
      el('tbody', {}, values.map(({ value, count }) => el('tr', {},
        el('th', { scope: 'row' },
          el('a', { href: searchUrl(change(state, { from: value, to: value })), 'data-focus': 'heading' }, period(value))),
        el('td', {}, number(count)))))));
}

function said(bars, low, high) {
  const sum = bars.slice(low, high + 1).reduce((all, bar) => all + bar.count, 0);
  const name = low === high ? period(bars[low].value) : `${period(bars[low].value)} to ${period(bars[high].value)}`;
  return `${name}: ${articles(sum)}`;
}

function height(count, most) {
  return count === 0 ? 0 : Math.max(1.5, (count / most) * 40);
}

// Every period from the first to the last, with 0 where none was counted. At most 1,200 of them.
function withoutGaps(values, unit) {
  const counts = new Map(values.map(({ value, count }) => [value, count]));
  const last = values.at(-1).value;
  const bars = [];
  for (let at = values[0].value; at <= last && bars.length < 1200; at = next(at, unit)) {
    bars.push({ value: at, count: counts.get(at) ?? 0 });
  }
  return bars;
}

function next(value, unit) {
  const [year, month] = value.split('-').map(Number);
  if (unit === 'year') return String(year + 1).padStart(4, '0');
  const following = month === 12 ? [year + 1, 1] : [year, month + 1];
  return `${String(following[0]).padStart(4, '0')}-${String(following[1]).padStart(2, '0')}`;
}
