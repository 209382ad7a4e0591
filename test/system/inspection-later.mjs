// Preloaded (NODE_OPTIONS=--import) into the services of a test: their clock is ahead by LATER_MS, so that a test meets a moment
// that is days away. PostgreSQL's own clock stays as it is.
const aheadMs = Number(process.env.LATER_MS ?? 0);
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + aheadMs);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + aheadMs;
  }
};
