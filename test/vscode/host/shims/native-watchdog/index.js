// Stand-in for the native @vscode/native-watchdog: leave when the parent process is gone.
exports.start = function (parentPid) {
  setInterval(() => {
    try {
      process.kill(parentPid, 0);
    } catch {
      process.exit(87);
    }
  }, 1000).unref();
};
