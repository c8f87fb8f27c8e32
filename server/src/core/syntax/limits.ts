// The limits that keep one text from taking the process with it (security.md, section 1).
// They must be checked before the YAML parser composes: some inputs end the whole process there.

/** Longest text that is read as an agreement, in UTF-16 units. */
export const maximumLength = 1_000_000;
/** Most lines of one text. */
export const maximumLines = 50_000;
/** Deepest nesting of maps and lists. */
export const maximumDepth = 64;
/** Anchors or tags in front of one value. */
export const maximumProperties = 4;
/** Anchors and aliases of one text. */
export const maximumAnchors = 20_000;
/** Problems reported for one text. */
export const maximumProblems = 1_000;
/** Keys of one map, or items of one list. */
export const maximumItems = 10_000;
/** Keys and values of one text together. */
export const maximumValues = 100_000;
