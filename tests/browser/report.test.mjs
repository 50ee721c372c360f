// The report that `tongyuan inspect` writes, as inspectors use it in a browser.

import assert from "node:assert/strict";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";

import * as harness from "./harness.mjs";
import { folder, visit } from "./harness.mjs";

/** How many findings the page shows at a time. */
const STEP = 100;
const LANGUAGES = ["zh-CN", "en"];

const reports = {};
/** The finding that is accepted after the first inspection. */
let accepted;

before(async () => {
  const repository = path.join(folder, "repository");
  await cp("fixtures/apart", repository, { recursive: true });
  await multiply(repository, 3);
  await hostile(repository);
  for (const lang of LANGUAGES) {
    // The second inspection of a repository has one before it to be compared with.
    for (const today of ["2024-03-01", "2024-04-01"]) {
      const out = path.join(folder, `out-${lang}`);
      const ledger = path.join(folder, `${lang}.sqlite`);
      const done = await harness.tongyuan("inspect", repository, "--out", out, "--ledger", ledger, "--today", today, "--lang", lang);
      assert.equal(done.code, 1, done.stderr);
      const inspection = JSON.parse(await readFile(path.join(out, "inspection.json"), "utf8"));
      const open = inspection.findings.filter((entry) => entry.standing === "open");
      if (!accepted) {
        accepted = open[0];
        const waiver = `{问题编号: ${accepted.key}, 理由: 窗口系统改造, 责任人: 运用促进处, 到期日期: 2024-06-30}`;
        await writeFile(path.join(repository, "waivers.yaml"), `豁免清单:\n  - ${waiver}\n`);
      }
      reports[lang] = { file: path.join(out, "report.html"), out, inspection, open };
    }
  }
});

/** The same guides under other names, so that there is more to look at than a page shows at once. */
async function multiply(repository, times) {
  for (const below of ["guides", "halls/online", "halls/in-person"]) {
    const own = path.join(repository, below);
    for (const name of await readdir(own)) {
      for (let copy = 2; copy <= times; copy += 1) {
        await cp(path.join(own, name), path.join(own, name.replace(".", `-${copy}.`)));
      }
    }
  }
}

/** A guide whose texts would like to be something else, with a page that differs in all of them. */
async function hostile(repository) {
  const script = "</script><script>alert(1)</script><img src=x onerror=\"alert(2)\">";
  const guide = {
    id: "hostile",
    item: { name: `${script}事项`, department: `"><script>alert(3)</script>|部`, authority: "\u202e乙\u202c" },
    conditions: [{ text: `${script}条件${"长".repeat(100_000)}` }],
    materials: [{ name: "=cmd|' /C calc'!A0" }, { name: `甲${script}` }],
  };
  await mkdir(path.join(repository, "guides"), { recursive: true });
  await writeFile(path.join(repository, "guides/hostile.json"), JSON.stringify(guide));
  const page = { ...guide, conditions: [{ text: "别的条件" }], materials: [{ name: `乙${"A".repeat(5_000)}` }] };
  await writeFile(path.join(repository, "halls/online/hostile.json"), JSON.stringify(page));
}

const articles = (page) => page.locator("#list > article");
const shown = (page) => articles(page).count();
const count = (page) => page.locator("#count").innerText();

for (const lang of LANGUAGES) {
  test(`axe finds nothing, in light and dark, wide and narrow (${lang})`, async () => {
    const { file } = reports[lang];
    for (const dark of [false, true]) {
      for (const width of [1280, 375]) {
        await visit(file, { width, dark }, async (page) => {
          await page.evaluate(() => document.querySelectorAll("details").forEach((own, at) => (own.open = at < 12)));
          await harness.isAccessible(page, `${width} ${dark}`);
          if (width === 375) await harness.fitsItsWidth(page, "report");
        });
      }
    }
  });
}

test("every choice shows what the data has, and no more", async () => {
  const { file, open } = reports["zh-CN"];
  const of = {
    department: (entry) => [entry.department ?? "未注明责任部门"],
    severity: (entry) => [{ error: "严重", warning: "一般", note: "提示" }[entry.severity]],
    channel: (entry) => [{ online: "线上", "in-person": "线下" }[entry.channel] ?? "权威数据源"],
    state: (entry) => [{ new: "新发现", open: "未整改", overdue: "逾期未改" }[entry.rectification.state]],
  };
  await visit(file, {}, async (page) => {
    assert.equal(await shown(page), STEP);
    let tried = 0;
    for (const [name, values] of Object.entries(of)) {
      const select = page.locator(`#${name}`);
      // A choice that leaves nothing to choose is not there.
      const options = (await select.count()) ? await select.locator("option").evaluateAll((all) => all.map((own) => own.value)) : [];
      for (const option of options.filter(Boolean)) {
        await select.selectOption(option);
        const wanted = open.filter((entry) => values(entry).includes(option)).length;
        assert.equal(await shown(page), Math.min(wanted, STEP), `${name} ${option}`);
        assert.match(await count(page), wanted ? new RegExp(`: ${wanted} / ${open.length}$`) : /^没有符合条件的问题。$/);
        tried += wanted > 0 ? 1 : 0;
      }
      await page.locator("button[type=reset]").click();
    }
    assert.ok(tried > 10, String(tried));
    assert.match(await count(page), new RegExp(`: ${open.length} / ${open.length}$`));
  });
});

test("clauses are chosen one by one though a finding has several", async () => {
  const { file, open } = reports.en;
  await visit(file, {}, async (page) => {
    const option = (await page.locator("#clause option").allInnerTexts()).find((own) => own.includes("23"));
    await page.locator("#clause").selectOption(option);
    const wanted = open.filter((entry) => entry.clauses.includes("23")).length;
    assert.match(await count(page), new RegExp(`: ${wanted} / `));
  });
});

test("what is searched for is found, together with what is chosen", async () => {
  const { file, open } = reports["zh-CN"];
  await visit(file, {}, async (page) => {
    await page.locator("#search").fill("trademark-renewal  严重");
    await page.waitForFunction((all) => !document.getElementById("count").textContent.endsWith(`${all} / ${all}`), open.length);
    const texts = await articles(page).evaluateAll((all) => all.map((own) => own.textContent));
    assert.ok(texts.length > 0 && texts.every((own) => own.includes("trademark-renewal") && own.includes("严重")));
    await page.locator("#search").fill("没有这样的问题");
    await page.waitForFunction(() => document.querySelectorAll("#list > article").length === 0);
    assert.equal(await count(page), "没有符合条件的问题。");
  });
});

test("more is shown when it is asked for, and the focus goes there", async () => {
  const { file, open } = reports["zh-CN"];
  assert.ok(open.length > STEP, String(open.length));
  await visit(file, {}, async (page) => {
    await page.locator("#more").focus();
    await page.keyboard.press("Enter");
    assert.equal(await shown(page), Math.min(2 * STEP, open.length));
    const focused = await page.evaluate(() => document.activeElement.closest("article").id);
    assert.equal(focused, `f${STEP + 1}`);
  });
});

test("a finding opens by the keyboard, and shows its places", async () => {
  const { file, open } = reports["zh-CN"];
  await visit(file, {}, async (page) => {
    const summary = page.locator("#f1 summary");
    await summary.focus();
    const place = page.locator("#f1 details .file").first();
    assert.equal(await place.isVisible(), false);
    await page.keyboard.press("Enter");
    assert.ok((await place.innerText()).startsWith(open[0].place.file));
    assert.equal(await place.isVisible(), true);
  });
});

test("with scripts off all findings are there", async () => {
  const { file, open } = reports["zh-CN"];
  await visit(file, { scripts: false }, async (page) => {
    assert.equal(await shown(page), open.length);
    assert.equal(await page.locator("#filter").isVisible(), false);
    assert.equal(await page.locator("#more").isVisible(), false);
  });
});

test("a print has every finding that was chosen, opened, and nothing to click", async () => {
  const { file, open } = reports["zh-CN"];
  const into = path.join(folder, "report.pdf");
  for (const scripts of [true, false]) {
    await visit(file, { scripts }, async (page) => {
      let wanted = open;
      if (scripts) {
        await page.locator("#severity").selectOption("一般");
        wanted = open.filter((entry) => entry.severity === "warning");
        assert.ok(wanted.length > 20 && wanted.length < open.length);
      }
      const { pages } = await harness.printed(page, into);
      const said = pages.join("").replace(/\s/g, "");
      const keys = (entries) => [...new Set(entries.map((entry) => entry.key))].sort();
      assert.deepEqual(keys(open.filter((entry) => said.includes(entry.key))), keys(wanted));
      assert.ok(!said.includes("清除筛选") && !said.includes("再显示一些"));
    });
  }
});

test("what is accepted is told with its reason, and cannot be chosen", async () => {
  const { file, open, inspection } = reports["zh-CN"];
  assert.ok(open.every((entry) => entry.key !== accepted.key));
  // The copies of a guide have its identifier, and so its keys.
  const waived = inspection.findings.filter((entry) => entry.standing === "waived");
  await visit(file, {}, async (page) => {
    const section = page.locator("section", { has: page.getByRole("heading", { name: "已豁免的问题" }) });
    const row = section.locator("tbody tr");
    assert.equal(await row.count(), waived.length);
    const told = await row.first().innerText();
    assert.ok(told.includes(accepted.message) && told.includes("窗口系统改造") && told.includes(accepted.key.slice(0, 8)), told);
    await page.locator("#search").fill("窗口系统改造");
    await page.waitForFunction(() => document.querySelectorAll("#list > article").length === 0);
    const options = await page.locator("#state option").allInnerTexts();
    assert.ok(!options.includes("已豁免"), options.join());
  });
});

test("where the keyboard stops can be seen", async () => {
  await visit(reports["zh-CN"].file, {}, async (page) => {
    const stops = await harness.focusIsVisible(page, "report");
    assert.ok(stops > STEP, String(stops));
  });
});

test("the list of every department is a page of its own that holds", async () => {
  const { out, open } = reports["zh-CN"];
  const entries = await readdir(out, { withFileTypes: true });
  const departments = entries.filter((entry) => entry.isDirectory());
  let all = 0;
  for (const { name } of departments) {
    await visit(path.join(out, name, "report.html"), { scripts: false }, async (page) => {
      await page.evaluate(() => 0);
      all += await shown(page);
    });
  }
  assert.equal(all, open.length);
  assert.equal(departments.length, new Set(open.map((entry) => entry.department)).size);
});
