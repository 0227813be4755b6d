// On the page of an article: from mark to mark, and passages to take along.
import { el, main, part, say, text } from './page.js';

// Shows the mark that is `by` further on. Gives whether there are any.
export function toMark(by) {
  const marks = [...main.querySelectorAll('mark[id^=m]')];
  if (!marks.length) return false;
  const last = marks.findIndex((mark) => mark.hasAttribute('aria-current'));
  const next = (last + by + (last < 0 && by < 0) + marks.length) % marks.length;
  marks[last]?.removeAttribute('aria-current');
  marks[next].setAttribute('aria-current', 'true');
  marks[next].scrollIntoView({ block: 'center' });
  const place = text('of', { n: next + 1, m: marks.length });
  if (part('at')) part('at').textContent = place;
  say(`${place}: ${marks[next].textContent}`);
  return true;
}

// Copies the passage that is selected in the text, with where it stands; or the citation, where nothing is.
export function copyQuote(button) {
  const { cite, link } = button.dataset;
  const { passage, from } = selected(main.querySelector('.text'));
  if (!passage) return copy(button, `${cite}\n${link}`, text('select_first'));
  return copy(button, `${text('quoted', { q: passage })}\n\n${cite}\n${link}#${from.id}`, text('copied'));
}

// What is selected in `body`, in whole words, and the paragraph where it begins. A selection that goes beyond the text is cut to it.
function selected(body) {
  const selection = getSelection();
  const range = selection.rangeCount > 0 && selection.getRangeAt(0);
  if (!range || range.collapsed || !range.intersectsNode(body)) return {};
  if (!body.contains(range.startContainer)) range.setStart(body, 0);
  if (!body.contains(range.endContainer)) range.setEnd(body, body.childNodes.length);
  const { startContainer: first, endContainer: last } = range;
  while (inWord(first.data, range.startOffset)) range.setStart(first, range.startOffset - 1);
  while (inWord(last.data, range.endOffset)) range.setEnd(last, range.endOffset + 1);
  const from = [...body.children].find((paragraph) => range.intersectsNode(paragraph));
  return { passage: selection.toString().trim(), from };
}

const inWord = (words = '', at) => at > 0 && /^[\p{L}\p{N}]{2}/u.test(words.slice(at - 1));

export function copyCitation(button) {
  return copy(button, part('citation').textContent, text('copied'));
}

// Says `done` where the button is, and to who listens; or that the browser refused.
async function copy(button, words, done) {
  const copied = await navigator.clipboard?.writeText(words).then(() => true, () => false) || copiedByCommand(words);
  const told = copied ? done : text('not_copied');
  const note = button.parentNode.querySelector('.done') ?? el('span', { class: 'done', 'aria-hidden': 'true' });
  note.textContent = told;
  if (!note.parentNode) button.after(' ', note);
  say(told);
}

// The older way, which also works where the page comes without TLS.
function copiedByCommand(words) {
  let copied = false;
  const write = (event) => {
    event.clipboardData.setData('text/plain', words);
    event.preventDefault();
    copied = true;
  };
  document.addEventListener('copy', write);
  document.execCommand('copy');
  document.removeEventListener('copy', write);
  return copied;
}
