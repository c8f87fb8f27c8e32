// The entry of the GitHub action: the command line with its own command, which reads inputs and event from the environment.
// It must never do anything that the command line does not.
process.argv.splice(2, Infinity, 'action');
await import('./sla.mjs');
