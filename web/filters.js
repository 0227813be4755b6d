// The side column: counts by date, and checkboxes by source and section.
import { el, fill } from './dom.js';
import { histogram } from './histogram.js';
import { number } from './format.js';
import { change, looksLikeDate, withoutValue, withValue } from './state.js';
import { articles, fieldNames, texts } from './texts.js';

const shownAtFirst = 8;

export class Filters {
  #state;
  #decide;
  #drawn;
  #open = new Set();  // fields whose whole list is shown

  // `decide(state)` is called with the state that somebody chose.
  constructor(decide) {
    this.#decide = decide;
    this.form = document.getElementById('filters');
    this.form.addEventListener('change', (event) => this.#changed(event.target));
    this.form.addEventListener('click', (event) => this.#clicked(event.target));
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#dates();
    });
    this.#help();
  }

  // Draws the filters of `answer` for `state`; `unit` is what its histogram counts.
  draw(state, answer, unit) {
    this.#state = state;
    this.#drawn = [state, answer, unit];
    for (const name of ['from', 'to']) {
      const input = this.form.elements[name];
      if (input !== document.activeElement) input.value = state[name];
      input.removeAttribute('aria-invalid');
    }
    this.#help();
    const facets = answer.facets ?? {};
    fill(document.getElementById('facets'), ['section', 'source'].map((name) => this.#facet(name, facets[name])));
    fill(document.getElementById('histogram'),
      histogram(facets[`published:${unit}`]?.values ?? [], unit, state, (from, to) => {
        this.#decide(change(this.#state, { from, to }));
      }));
  }

  #facet(name, facet) {
    const values = withChosen(facet?.values ?? [], this.#state[name]);
    if (values.length === 0) return null;
    const whole = this.#open.has(name) || values.length <= shownAtFirst + 1;
    const shown = whole ? values : values.slice(0, shownAtFirst);
    return el('fieldset', {},
      el('legend', {}, fieldNames[name]),
      shown.map((each) => this.#choice(name, each)),
      !whole && el('button', { class: 'more', type: 'button', 'data-more': name, 'data-key': `more ${name}` },
        `Show all ${number(values.length)}`),
      whole && facet?.other > 0 && el('p', { class: 'help' }, `${articles(facet.other)} in others`));
  }

  #choice(name, { value, count }) {
    const chosen = this.#state[name].includes(value);
    const box = el('input', {
      type: 'checkbox', name, value, checked: chosen, autocomplete: 'off', 'data-key': `${name} ${value}`,
    });
    return el('label', { class: 'choice' }, box, el('span', { class: 'value', dir: 'auto' }, value), ' ',
      el('span', { class: 'count' }, count === undefined ? '' : number(count)));
  }

  #changed(input) {
    if (input.type !== 'checkbox') return this.#dates();
    const changed = input.checked ? withValue : withoutValue;
    return this.#decide(changed(this.#state, input.name, input.value));
  }

  #clicked(target) {
    const name = target.dataset?.more;
    if (!name) return;
    this.#open.add(name);
    const boxes = () => document.querySelectorAll(`#facets input[name="${name}"]`);
    const before = boxes().length;
    this.draw(...this.#drawn);
    boxes()[before]?.focus();
  }

  #dates() {
    const value = (name) => this.form.elements[name].value.trim();
    const bad = ['from', 'to'].filter((name) => value(name) && !looksLikeDate(value(name)));
    for (const name of ['from', 'to']) this.form.elements[name].toggleAttribute('aria-invalid', false);
    for (const name of bad) this.form.elements[name].setAttribute('aria-invalid', 'true');
    this.#help(bad.length > 0);
    if (bad.length === 0) this.#decide(change(this.#state, { from: value('from'), to: value('to') }));
  }

  #help(bad = false) {
    const help = document.getElementById('dates-help');
    help.textContent = bad ? texts.badDate : texts.datesHelp;
    help.classList.toggle('wrong', bad);
  }
}

// The counted values, and before them those that are chosen but not among them.
function withChosen(values, chosen) {
  const counted = new Set(values.map((each) => each.value));
  return [...chosen.filter((value) => !value.startsWith('-') && !counted.has(value)).map((value) => ({ value })), ...values];
}
