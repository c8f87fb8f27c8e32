// Lists the places whose public holidays are known, with their names, so that nothing but the engine needs the library that knows the days.
// It must never take a day from it.

import Holidays from 'date-holidays';

/** The countries whose holidays are known, with the codes of their states and of the parts of these. */
export function holidayPlaces(notice) {
  const holidays = new Holidays();
  const regionsOf = (country) =>
    Object.keys(holidays.getStates(country) ?? {}).flatMap((state) => [
      state,
      ...Object.keys(holidays.getRegions(country, state) ?? {}).map((part) => `${state}-${part}`),
    ]);
  const lines = Object.keys(holidays.getCountries()).map(
    (country) => `  ${country}: '${regionsOf(country).join(' ')}',`,
  );
  return `// ${notice}\n\n/** Countries whose public holidays are known, each with its regions between blanks. */\nexport const holidayPlaces: Readonly<Record<string, string>> = {\n${lines.join('\n')}\n};\n`;
}

/** How the countries of the list above are called, and their regions in its order. Only completion reads them. */
export function holidayNames(notice) {
  const holidays = new Holidays();
  const regionsOf = (country) =>
    Object.entries(holidays.getStates(country, 'en') ?? {}).flatMap(([state, name]) => [
      name,
      ...Object.values(holidays.getRegions(country, state, 'en') ?? {}),
    ]);
  const lines = Object.entries(holidays.getCountries('en')).map(([country, name]) => {
    const names = [name, ...regionsOf(country)].map((each) => each.trim());
    if (names.some((each) => /[|\p{C}]/u.test(each))) throw new Error(`A name in ${country} has a bar in it.`);
    return `  ${country}: ${JSON.stringify(names.join('|'))},`;
  });
  return `// ${notice}\n\n/** The names of the countries of \`holidayPlaces\`, each with those of its regions in their order, between bars. */\nexport const holidayNames: Readonly<Record<string, string>> = {\n${lines.join('\n')}\n};\n`;
}
