// Stand-in for the native @vscode/spdlog (its binary needs node-gyp and Node headers): same API, plain appendFile.
const fs = require('fs');
const path = require('path');
const NAMES = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
class Logger {
  constructor(_type, _name, file) {
    this.file = file;
    this.level = 2;
    this.raw = false;
  }
  _write(level, message) {
    if (level < this.level) return;
    const line = this.raw
      ? message
      : `${new Date().toISOString().replace('T', ' ').replace('Z', '')} [${NAMES[level]}] ${message}\n`;
    try {
      fs.appendFileSync(this.file, line);
    } catch {
      /* the log folder is gone: shutting down */
    }
  }
  trace(m) {
    this._write(0, m);
  }
  debug(m) {
    this._write(1, m);
  }
  info(m) {
    this._write(2, m);
  }
  warn(m) {
    this._write(3, m);
  }
  error(m) {
    this._write(4, m);
  }
  critical(m) {
    this._write(5, m);
  }
  getLevel() {
    return this.level;
  }
  setLevel(l) {
    this.level = l;
  }
  setPattern() {}
  clearFormatters() {
    this.raw = true;
  }
  flush() {}
  drop() {}
}
async function create(name, file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return new Logger('rotating', name, file);
}
exports.version = 0;
exports.setLevel = function () {};
exports.setFlushOn = function () {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
