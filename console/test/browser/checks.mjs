/** Counts checks and says each one as it is made. */
export class Checks {
  passed = 0;
  failed = [];

  async check(name, body) {
    try {
      await body();
      this.passed += 1;
      console.log(`  ok    ${name}`);
    } catch (error) {
      this.fail(name, error);
    }
  }

  fail(name, error) {
    this.failed.push(name);
    console.log(`  FAIL  ${name}: ${error.message.split('\n')[0]}`);
  }

  /** Ends the process: 0 when all checks passed. */
  end() {
    console.log(`${this.passed} passed, ${this.failed.length} failed`);
    process.exitCode = this.failed.length > 0 ? 1 : 0;
  }
}

/** Tries until the body no longer fails, for ten seconds: pages and figures move. */
export async function eventually(body, within = 10_000) {
  const end = Date.now() + within;
  for (;;) {
    try {
      return await body();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
}

/** A whole number as the console writes it, read back. */
export function number(text) {
  return Number(text.replaceAll(/[^\d]/g, ''));
}
