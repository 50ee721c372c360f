// Pages that `tongyuan render` writes, as a browser shows and prints them.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";

import * as harness from "./harness.mjs";
import { folder } from "./harness.mjs";

const CHANNELS = ["online", "in-person"];
const FORMATS = ["html", "a4-html"];
/** How many sheets a hand-out takes. */
const SHEETS = {
  "online trademark-registration": 5,
  "online patent-fee-reduction": 5,
  "online patent-register-copy": 3,
  "online example-pledge": 3,
  "in-person trademark-registration": 5,
  "in-person patent-fee-reduction": 5,
  "in-person patent-register-copy": 3,
  "in-person example-pledge": 3,
};
const FIXTURES = ["fixtures/cnipa", "fixtures/fictitious"];
const A4 = [595, 842];

const pages = [];

before(async () => {
  const bad = await hostile();
  for (const source of [...FIXTURES, bad]) {
    // What departs from its schema is told, and written all the same.
    const code = source === bad ? 2 : 0;
    for (const channel of CHANNELS) {
      for (const format of FORMATS) {
        const into = path.join(folder, path.basename(source), channel, format);
        const files = await harness.render(source, { channel, format, into, code });
        pages.push(...files.map((file) => ({ file, format, channel })));
      }
    }
  }
});

/** Guides that differ in what they have: many materials, variants of fees, no materials, windows. */
const VARIED = ["trademark-registration", "patent-fee-reduction", "patent-register-copy", "example-pledge", "hostile"];
const isVaried = ({ file }) => VARIED.includes(path.basename(file, ".html"));

/** A guide in a folder, each text of which would like to be something else. */
async function hostile() {
  const long = "甲".repeat(100_000);
  const word = "A".repeat(5_000);
  const script = "</script><script>alert(1)</script><img src=\"https://example.invalid/a.png\" onerror=\"alert(2)\">";
  const bidi = "\u202e乙\u2066丙\u2069\u202c";
  const guide = {
    id: "hostile",
    item: { name: `${script}事项`, code: word, authority: bidi, audience: [script, word] },
    version: { number: 1 },
    legal_basis: [{ law: `《${script}》`, article: word, text: long }],
    conditions: [{ text: script, case: word, basis: [bidi] }],
    materials: [
      { name: script, notes: long, issuer: word, case: bidi, submission: { online: { format: script } } },
      { name: word, notes: "=cmd|' /C calc'!A0" },
    ],
    process: [{ step: word, actor: script, standard: bidi }],
    fees: { charged: true, items: [{ name: script, amount: 1, per: word }] },
    results: [{ name: script }],
    channels: { online: { url: `https://example.invalid/${word}"><script>alert(3)</script>` }, "in-person": { windows: [{ name: word, address: script }] } },
    contacts: { consult: [script, "12345"] },
    faq: [{ question: script, answer: long }],
  };
  const own = path.join(folder, "hostile");
  await mkdir(path.join(own, "guides"), { recursive: true });
  await writeFile(path.join(own, "guides/hostile.json"), JSON.stringify(guide));
  return own;
}

/** What must hold of each page, or of each of some. */
async function ofEach(check, some = () => true) {
  const own = pages.filter(some);
  assert.ok(own.length > 0);
  for (const page of own) {
    const place = path.relative(folder, page.file);
    await check(page, place);
  }
}

test("every guide has its pages", () => {
  const count = (channel, format) => pages.filter((own) => own.channel === channel && own.format === format).length;
  const counts = CHANNELS.map((channel) => FORMATS.map((format) => count(channel, format)));
  assert.deepEqual(counts, [[20, 20], [19, 19]]);
});

test("axe finds nothing on a wide screen", async () => {
  const some = (own) => own.format === "html" || isVaried(own);
  await ofEach(({ file }, place) => harness.visit(file, {}, (page) => harness.isAccessible(page, place)), some);
});

test("axe finds nothing on a telephone in the dark, and the page has its width", async () => {
  await ofEach(({ file }, place) =>
    harness.visit(file, { width: 375, dark: true }, async (page) => {
      await harness.isAccessible(page, place);
      await harness.fitsItsWidth(page, place);
    }),
    isVaried,
  );
});

test("without scripts a page says the same", async () => {
  await ofEach(async ({ file }, place) => {
    const said = [];
    for (const scripts of [true, false]) {
      await harness.visit(file, { scripts }, async (page) => said.push(await harness.text(page)));
    }
    assert.ok(said[0].length > 100, place);
    assert.equal(said[0], said[1], place);
  }, isVaried);
});

test("where the keyboard stops can be seen", async () => {
  let stops = 0;
  await ofEach(({ file }, place) =>
    harness.visit(file, {}, async (page) => {
      stops += await harness.focusIsVisible(page, place);
    }),
    isVaried,
  );
  assert.ok(stops > 50, String(stops));
});

test("what search engines read is what the page says", async () => {
  const isOnline = ({ format }) => format === "html";
  await ofEach(
    ({ file }, place) =>
      harness.visit(file, {}, async (page) => {
        const data = JSON.parse(await page.locator("script[type='application/ld+json']").textContent());
        assert.deepEqual([data["@context"], data["@type"]], ["https://schema.org", "GovernmentService"], place);
        const shown = await harness.text(page);
        const name = data.name.replace(/\s/g, "");
        assert.ok(shown.startsWith(`${name}办事指南`), place);
        for (const [key, value] of leaves(data)) {
          assert.ok(shown.includes(value.replace(/\s/g, "")), `${place}: ${key} ${value}`);
        }
      }),
    isOnline,
  );
});

/** Every text of the data that is not a word of the vocabulary. */
function leaves(value, key = "") {
  if (typeof value !== "object") {
    const isWord = key.startsWith("@") || ["contactType", "priceCurrency"].includes(key);
    return isWord ? [] : [[key, String(value)]];
  }
  return Object.entries(value).flatMap(([name, own]) => leaves(own, Array.isArray(value) ? key : name));
}

test("a hand-out is printed on A4 with the number of each page, and says the same", async () => {
  const counts = {};
  const into = path.join(folder, "printed.pdf");
  await ofEach(
    ({ file, channel }, place) =>
      harness.visit(file, {}, async (page) => {
        const { pages, sizes } = await harness.printed(page, into);
        assert.deepEqual(sizes, pages.map(() => A4), place);
        const said = pages.map((own, at) => {
          const all = own.replace(/\s/g, "");
          const number = `第${at + 1}页共${pages.length}页`;
          assert.ok(all.endsWith(number), `${place}: page ${at + 1}`);
          return all.slice(0, -number.length);
        });
        assert.deepEqual(lost(await harness.text(page), said.join("")), {}, place);
        counts[`${channel} ${path.basename(file, ".html")}`] = pages.length;
      }),
    (own) => own.format === "a4-html" && isVaried(own),
  );
  const { "online hostile": one, "in-person hostile": other, ...ordinary } = counts;
  assert.deepEqual(ordinary, SHEETS);
  // Long text in one column does not leave the others empty for hundreds of sheets.
  assert.ok(one < 600 && other < 600, `${one} ${other}`);
});

/**
 * The letters of a text that a print does not have, and how many of each. A print has a table in another order than a page, and
 * its header on every sheet.
 */
function lost(text, printed) {
  const counts = new Map();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  for (const letter of printed) counts.set(letter, (counts.get(letter) ?? 0) - 1);
  return Object.fromEntries([...counts].filter(([, count]) => count > 0));
}

test("a page for the screen can be printed, and the print says the same", async () => {
  const into = path.join(folder, "printed.pdf");
  await ofEach(
    ({ file }, place) =>
      harness.visit(file, {}, async (page) => {
        const { pages } = await harness.printed(page, into);
        assert.deepEqual(lost(await harness.text(page), pages.join("").replace(/\s/g, "")), {}, place);
      }),
    (own) => own.format === "html" && isVaried(own),
  );
});
