// Every sentence of the page, and numbers and dates in the reader's locale.
import { el } from './dom.js';

const format = (options) => new Intl.DateTimeFormat(undefined, options);
const numbers = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const localDay = format({ dateStyle: 'long' });
const day = format({ dateStyle: 'long', timeZone: 'UTC' });
const month = format({ year: 'numeric', month: 'long', timeZone: 'UTC' });
const exact = format({ dateStyle: 'full', timeStyle: 'long' });

export const number = (value) => numbers.format(value);
export const today = () => format({ dateStyle: 'full' }).format(new Date());

// "2020-02" and "2020-02-14" as people say them; anything else unchanged.
export function period(text) {
  const shape = /^\d{4}-\d\d(-\d\d)?$/.exec(text);
  return shape && Date.parse(text) ? (shape[1] ? day : month).format(new Date(text)) : text;
}

// <time> for a date or an RFC 3339 time: the day where the reader is, with the exact time as the title. null: not known.
export function time(value) {
  if (!value) return null;
  const date = new Date(value);
  if (isNaN(date)) return value;
  const [title, text] = value.length === 10 ? [`${value}, no time given`, day.format(date)]
    : [`${exact.format(date)} (${value})`, localDay.format(date)];
  return el('time', { datetime: value, title }, text);
}

export function language(tag) {
  try {
    return new Intl.DisplayNames(undefined, { type: 'language' }).of(tag);
  } catch {
    return tag;
  }
}

const counted = (one, many) => (value) => `${number(value)} ${value === 1 ? one : many}`;
export const articles = counted('article', 'articles');
export const words = counted('word', 'words');
export const sources = counted('source', 'sources');
export const places = counted('place marked', 'places marked');

export const fieldNames = {
  source: 'Source', section: 'Section', byline: 'Byline', tag: 'Tag', lang: 'Language', published: 'Published',
};
export const sortNames = { relevance: 'Relevance', newest: 'Newest first', oldest: 'Oldest first' };

// "2019 to March 2020", "since 2019", "until 2020", "2019".
export function span({ from, to }) {
  if (from === to) return period(from);
  if (from && to) return `${period(from)} to ${period(to)}`;
  return from ? `since ${period(from)}` : `until ${period(to)}`;
}

export function total(answer) {
  if (answer.total === 0) return 'No articles';
  return `${answer.total_relation === 'gte' ? 'At least ' : ''}${articles(answer.total)}`;
}
export const pageOf = ({ page, pages }) => (page > 1 ? `, page ${number(page)} of ${number(pages)}` : '');

export const texts = {
  slow: 'Still searching.',
  partial: 'The search ran out of time. These are the best articles among those it had seen.',
  dates: 'A year, month or day: 2020, 2020-02, 2020-02-14.',
  badDate: 'This is not a date. Write 2020, 2020-02 or 2020-02-14.',
  noneOfAll: 'No article has all of these words.',
  noneAtAll: 'No article matches.',
  noneFiltered: 'No article matches with these filters.',
  advice: 'Fewer or other words may find more. Quotation marks ask for the exact phrase; a minus sign leaves a word out.',
  empty: 'The archive is empty. Articles appear here as soon as some have been indexed.',
};

// What is said by the kind of a Failure: a title and a sentence. Where there is none, the server's own words follow.
export const failures = {
  offline: ['You are offline.', 'The page asks again when the connection is back.'],
  down: ['The search server does not answer.', 'The page asks again every few seconds.'],
  slow: ['The search server takes too long.', 'It may be busy. Fewer words or a shorter period help.'],
  busy: ['The search server is busy.', 'The page asks again in a moment.'],
  refused: ['This search cannot be run.'],
  missing: ['There is no such article in the archive.', 'It may have been removed, or the address is not complete.'],
  broken: ['The search server reports a fault.'],
};
