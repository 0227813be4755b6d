// Every sentence of the page, in one place. Plain and exact.
import { number, period } from './format.js';

const count = (value, one, many) => `${number(value)} ${value === 1 ? one : many}`;

export const articles = (value) => count(value, 'article', 'articles');
export const words = (value) => count(value, 'word', 'words');
export const sources = (value) => count(value, 'source', 'sources');
export const matches = (value) => count(value, 'place marked', 'places marked');

export const fieldNames = {
  source: 'Source', section: 'Section', byline: 'Byline', tag: 'Tag', lang: 'Language', published: 'Published',
};

export const sortNames = { relevance: 'Relevance', newest: 'Newest first', oldest: 'Oldest first' };

// "2019 to March 2020", "since 2019", "until 2020", "2019".
export function span({ from, to }) {
  if (from === to) return period(from);
  if (!to) return `since ${period(from)}`;
  if (!from) return `until ${period(to)}`;
  return `${period(from)} to ${period(to)}`;
}

export function total(answer) {
  if (answer.total === 0) return 'No articles';
  return answer.total_relation === 'gte' ? `At least ${articles(answer.total)}` : articles(answer.total);
}

export function status(answer) {
  const page = answer.pages > 1 ? `, page ${number(answer.page)} of ${number(answer.pages)}` : '';
  return `${total(answer)}${page}.`;
}

export const texts = {
  searching: 'Searching…',
  slow: 'Still searching.',
  suggestion: 'Did you mean',
  partial: 'The search ran out of time. These are the best articles among those it had seen.',
  datesHelp: 'A year, month or day: 2020, 2020-02, 2020-02-14.',
  badDate: 'This is not a date. Write 2020, 2020-02 or 2020-02-14.',
  noneOfAll: 'No article has all of these words.',
  noneAtAll: 'No article matches.',
  noneFiltered: 'No article matches with these filters.',
  anyWord: (value) => `${articles(value)} ${value === 1 ? 'has' : 'have'} at least one of them`,
  unfiltered: (value) => `${articles(value)} without the filters`,
  advice: 'Fewer or other words may find more. Quotation marks ask for the exact phrase; a minus sign leaves a word out.',
  emptyArchive: 'The archive is empty. Articles appear here as soon as some have been indexed.',
  noHeadline: 'Without a headline',
};

// What is said when something went wrong: { title, detail, again }. `again`: trying once more may help.
export function failure(problem) {
  const detail = problem.detail;
  const known = {
    offline: ['You are offline.', 'The search runs again when the connection is back.', true],
    down: ['The search server does not answer.', 'The page asks again every few seconds.', true],
    slow: ['The search server takes too long.', 'It may be busy. Fewer words or a shorter period help.', true],
    busy: ['The search server is busy.', 'The page asks again in a moment.', true],
    refused: ['This search cannot be run.', detail, false],
    missing: ['There is no such article in the archive.', 'It may have been removed, or the address is not complete.', false],
    broken: ['The search server reports a fault.', detail, true],
  };
  const [title, text, again] = known[problem.kind];
  const request = problem.requestId && problem.kind === 'broken' ? ` Request ${problem.requestId}.` : '';
  return { title, detail: `${text ?? ''}${request}`, again };
}
