// The list of all rules, in the order of their categories.
// A rule that is not in this list does not run; a test proves the list complete.

import type { Rule } from './rule';
import { rulesOfPromises } from './rules-of-promises';
import { rulesOfRecords } from './rules-of-records';

export const rules: readonly Rule[] = [...rulesOfPromises, ...rulesOfRecords];
