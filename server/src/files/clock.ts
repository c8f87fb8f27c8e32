// What the machine of the user says of the time: its date and its zone. The core never asks by itself.
// It must never be asked where a result is computed: results follow the data and the agreement alone.

/** Today where the machine stands, as an ISO date. */
export function localToday(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

let zone: string | undefined;

/** The IANA zone of the machine, such as `Europe/Berlin`. Found out once: it is asked for at every request, and costs a millisecond. */
export function localTimeZone(): string {
  zone ??= new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone;
}
