// Numbers and dates in the reader's locale.
import { el } from './dom.js';

const numbers = new Intl.NumberFormat();
const days = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeZone: 'UTC' });
const localDays = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' });
const moments = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const months = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'long', timeZone: 'UTC' });
const languages = new Intl.DisplayNames(undefined, { type: 'language' });

export const number = (value) => numbers.format(value);

export const milliseconds = (value) => numbers.format(value < 10 ? Math.round(value * 10) / 10 : Math.round(value));

// "2020", "2020-02", "2020-02-14" as people say it; anything else unchanged.
export function period(text) {
  const date = new Date(text);
  if (isNaN(date)) return text;
  if (/^\d{4}-\d\d$/.test(text)) return months.format(date);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return days.format(date);
  return text;
}

// <time> for a date ("2020-02-14") or an RFC 3339 time. A time is shown as the day it has where the reader is, with the
// exact time as the title. null: nobody knows the date.
export function time(value) {
  if (!value) return null;
  const date = new Date(value);
  if (isNaN(date)) return el('span', {}, value);
  if (value.length === 10) return el('time', { datetime: value, title: `${value}, no time given` }, days.format(date));
  return el('time', { datetime: value, title: `${moments.format(date)} (${value})` }, localDays.format(date));
}

export const today = () => new Intl.DateTimeFormat(undefined, { dateStyle: 'full' }).format(new Date());

// The name of a language tag; the tag itself where there is none.
export function language(tag) {
  try {
    return languages.of(tag);
  } catch {
    return tag;
  }
}
