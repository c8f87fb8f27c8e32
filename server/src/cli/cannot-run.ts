// What keeps a command from running at all.
// Its message is for people and goes to standard error.

/** Something that keeps a command from running; exit code 2. */
export class CannotRun extends Error {}
