// What a test of a page needs: the command, a browser, and what must hold of every page.
//
// `cargo xtask documents` says where the programs are. Packages stand below the build folder and not beside this file, so they are
// asked for from there.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const { TONGYUAN, TONGYUAN_MODULES, TONGYUAN_CHROMIUM } = process.env;
assert.ok(TONGYUAN && TONGYUAN_MODULES && TONGYUAN_CHROMIUM, "started by `cargo xtask documents`");

const require = createRequire(path.join(TONGYUAN_MODULES, "package.json"));
const { chromium } = require("playwright-core");
const axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");

const execute = promisify(execFile);
const run = (program, args) => execute(program, args, { maxBuffer: 1 << 30 });

/** A folder that is gone after the tests. */
export const folder = await mkdtemp(path.join(tmpdir(), "tongyuan-"));
const browser = await chromium.launch({ executablePath: TONGYUAN_CHROMIUM, args: ["--no-sandbox"] });
after(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the command; what it says on stdout and stderr, and how it ended. */
export async function tongyuan(...args) {
  const done = await run(TONGYUAN, args).catch((failed) => failed);
  return { code: done.code ?? 0, stdout: done.stdout, stderr: done.stderr };
}

/** Renders a folder of guides for a channel in a form, which ends with `code`; the paths of what was written. */
export async function render(source, { channel, format, into, code = 0 }) {
  const done = await tongyuan("render", source, "--channel", channel, "--format", format, "--output", into, "--lang", "en");
  assert.equal(done.code, code, done.stderr);
  const names = (await readdir(into)).sort();
  return names.map((name) => path.join(into, name));
}

/**
 * Opens a file and hands the page to `look`. Whatever the page asks the network for, runs, or complains of fails the test.
 * `width` 375 is a telephone; `scripts: false` opens it with scripts off.
 */
export async function visit(file, { width = 1280, dark = false, scripts = true } = {}, look) {
  const telephone = width < 500;
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    isMobile: telephone,
    hasTouch: telephone,
    colorScheme: dark ? "dark" : "light",
    javaScriptEnabled: scripts,
  });
  try {
    const page = await context.newPage();
    const address = pathToFileURL(file).href;
    const heard = [];
    page.on("request", (request) => request.url() === address || heard.push(`asks for ${request.url()}`));
    page.on("dialog", (dialog) => {
      heard.push(`says ${dialog.message()}`);
      dialog.dismiss();
    });
    page.on("pageerror", (error) => heard.push(String(error)));
    page.on("console", (message) => heard.push(message.text()));
    await page.goto(address);
    await look(page);
    assert.deepEqual(heard, [], file);
  } finally {
    await context.close();
  }
}

/** What a reader sees, without blanks. */
export async function text(page) {
  const shown = await page.locator("body").innerText();
  return shown.replace(/\s/g, "");
}

/** axe finds nothing to complain of. */
export async function isAccessible(page, place) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const said = (node) => `${node.html.slice(0, 200)} ${node.failureSummary}`;
  const told = violations.map((own) => `${own.id}: ${own.nodes.map(said).join("\n")}`);
  assert.deepEqual(told, [], place);
}

/** Nothing stands out over the side of the screen. */
export async function fitsItsWidth(page, place) {
  const [wanted, inner, scrolled] = await page.evaluate(() => [
    screen.width,
    innerWidth,
    document.scrollingElement.scrollWidth,
  ]);
  assert.deepEqual([inner, scrolled], [wanted, wanted], place);
}

/** Every place that the keyboard comes to can be seen; how many there are. */
export async function focusIsVisible(page, place) {
  const stops = page.locator("a[href], button, input, select, summary, [tabindex='0']");
  const wanted = await stops.filter({ visible: true }).count();
  const reached = new Set();
  for (let step = 0; step < wanted; step += 1) {
    await page.keyboard.press("Tab");
    const [index, style, width] = await page.evaluate(() => {
      const own = document.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(own);
      return [[...document.querySelectorAll("*")].indexOf(own), outlineStyle, parseFloat(outlineWidth)];
    });
    assert.ok(style !== "none" && width >= 1, `${place}: stop ${step} has outline ${style} ${width}`);
    reached.add(index);
  }
  assert.equal(reached.size, wanted, place);
  return wanted;
}

/** The page as it is printed: its text page by page, and its sizes in points. */
export async function printed(page, into) {
  await page.pdf({ path: into, preferCSSPageSize: true, printBackground: true });
  const { stdout: words } = await run("pdftotext", ["-layout", into, "-"]);
  const { stdout: about } = await run("pdfinfo", ["-l", "9999", into]);
  const sizes = [...about.matchAll(/Page\s+\d+ size:\s+([\d.]+) x ([\d.]+)/g)];
  return {
    pages: words.split("\f").slice(0, -1),
    sizes: sizes.map(([, width, height]) => [Math.round(width), Math.round(height)]),
  };
}
