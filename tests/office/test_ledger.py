"""The workbook of the ledger in the hands of an office program: opened, looked at, filled in, saved, and taken back.

Wants openpyxl and LibreOffice Calc, and the path of the command in the environment variable TONGYUAN.
"""

import datetime
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import openpyxl
from harness import Pdf, bare, converted

COMMAND = os.environ["TONGYUAN"]

FORMULA = "=cmd|'/C calc'!A1"
LONG = "长" * 100_000


def finding(key, department, message, severity="error"):
    spot = {"role": "", "file": "halls/online/a.html", "line": 3, "column": 5, "place": None, "before": "", "marked": "", "after": ""}
    return {
        "key": key, "evidence": "e", "rule": "material-extra", "family": "same-source", "title": "渠道多要材料", "severity": severity,
        "confidence": "certain", "message": message, "help": "删去。", "basis": "第二十四条", "clauses": ["24"], "guide": "a", "name": "事项",
        "item": None, "department": department, "channel": "online", "field": "materials", "subject": None, "expected": None,
        "actual": "+1", "place": spot, "related": [], "standing": "open", "waived": None, "rectification": None,
    }


def inspection(day, findings):
    page = {"channel": "online", "file": "p", "sha256": "0", "is_read": True, "unread": [], "address": None, "captured_at": None}
    guide = {"guide": "a", "name": None, "item": None, "department": None, "version": None, "file": "g", "sha256": "0", "is_read": True, "unread": [], "unjudged": [], "are_samples_read": True, "cases": 0, "channels": ["online"], "published": [page]}
    counts = {f"{severity}s": sum(own["severity"] == severity for own in findings) for severity in ("error", "warning", "note")}
    return {
        "schema_version": 1, "tool": {"name": "tongyuan", "version": "0"}, "language": "zh-CN", "day": day,
        "letter": {"title": "", "number": None, "addressee": None, "issuer": None},
        "scope": {
            "is_whole": True, "guides": [guide], "registers": [], "calendar_years": [], "practice": [], "orphans": [],
            "rules": {"on": ["material-extra"], "off": [], "silent": [], "limited": {}}, "settings": None, "captures": None,
        },
        "totals": {"guides": 1, "published": 1, "waived": 0, "unreadable": 0, **counts},
        "findings": findings, "unread": [], "remarks": [], "before": None, "history": [], "templates": {"html": None, "markdown": None},
    }


class Desk(unittest.TestCase):
    """A ledger in a folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_command(self, *arguments, code=0):
        done = subprocess.run(
            [COMMAND, "ledger", *arguments, "--ledger", "ledger.sqlite", "--lang", "zh-CN", "--today", "2018-05-11"],
            cwd=self.folder, capture_output=True, text=True, encoding="utf-8", check=False,
        )
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def enter(self, day, findings):
        text = json.dumps(inspection(day, findings), ensure_ascii=False)
        (self.folder / "inspection.json").write_text(text, encoding="utf-8")
        self.run_command("enter", "inspection.json", "--by", "李检查")

    def export(self):
        self.run_command("export", "-o", "ledger.xlsx")
        return openpyxl.load_workbook(self.folder / "ledger.xlsx")

    def import_book(self, book, code=0):
        book.save(self.folder / "filled.xlsx")
        return self.run_command("import", "filled.xlsx", "--by", "商标局", code=code)

    def columns(self, sheet):
        return {cell.value: cell.column for cell in sheet[1]}

    def row(self, sheet, key):
        column = self.columns(sheet)["问题编号"]
        return next(row[0].row for row in sheet.iter_rows(min_row=2) if sheet.cell(row[0].row, column).value == key)

    def claim(self, key):
        shown = json.loads(self.run_command("show", key, "--format", "json").stdout)
        return shown["finding"]["claim"], shown["finding"]["state"], [event["act"] for event in shown["history"]]


class Ledger(Desk):
    def setUp(self):
        super().setUp()
        self.enter("2018-05-02", [
            finding("aaaa", "商标局", "多要材料甲"),
            finding("bbbb", "专利/局[一]", FORMULA, "warning"),
            finding("cccc", None, LONG, "note"),
            finding("dddd", "商标局", "a\u202eb <&> _x000A_\n第二行"),
        ])

    def test_sheets_filters_panes_and_lists(self):
        book = self.export()
        self.assertEqual(book.sheetnames, ["全部", "专利 局 一", "商标局", "未注明责任部门"])
        rows = {"全部": 5, "专利 局 一": 2, "商标局": 3, "未注明责任部门": 2}
        for sheet in book.worksheets:
            last = rows[sheet.title]
            self.assertEqual(sheet.max_row, last)
            self.assertEqual(sheet.auto_filter.ref, f"A1:V{last}")
            self.assertEqual(sheet.freeze_panes, "A2")
            self.assertEqual(sheet.print_title_rows, "$1:$1")
            [choice] = sheet.data_validations.dataValidation
            self.assertEqual(choice.type, "list")
            self.assertEqual(choice.formula1, '"已整改,正在整改,尚未整改,有异议"')
            self.assertEqual(str(choice.sqref), f"P2:P{last}" if last > 2 else "P2")
            self.assertEqual(sheet["P1"].value, "整改情况")
            # Neighbours that are alike may be read as one.
            hidden = [own for own in sheet.column_dimensions.values() if own.hidden]
            columns = {column for own in hidden for column in range(own.min, own.max + 1)}
            self.assertEqual({sheet.cell(1, column).value for column in columns}, {"问题编号", "问题指纹", "填报版次"})
            self.assertTrue(all(own.width for own in sheet.column_dimensions.values()))
            self.assertTrue(sheet["H2"].alignment.wrap_text)

    def test_nothing_is_a_formula(self):
        book = self.export()
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    self.assertIn(cell.data_type, ("s", "n"), cell.coordinate)
                    if cell.data_type == "n" and cell.value is not None:
                        self.assertEqual(cell.column, 1)
        sheet = book["全部"]
        said = {sheet.cell(row, 20).value: sheet.cell(row, 8).value for row in range(2, 6)}
        self.assertEqual(said["bbbb"], FORMULA)
        self.assertEqual(said["dddd"], "a\ufffdb <&> _x000A_\n第二行")
        self.assertEqual(len(said["cccc"]), 32_767)
        self.assertTrue(said["cccc"].endswith("全文见检查报告）"))

    def test_what_is_filled_in_is_taken_back(self):
        book = self.export()
        sheet = book["商标局"]
        at = self.columns(sheet)
        row = self.row(sheet, "aaaa")
        sheet.cell(row, at["整改情况"]).value = "已整改"
        sheet.cell(row, at["整改说明"]).value = "页面已改"
        sheet.cell(row, at["责任人"]).value = "王五"
        done = sheet.cell(row, at["完成日期"])
        done.value = datetime.date(2018, 5, 10)
        done.number_format = "yyyy-mm-dd"
        # The other sheet is sorted the other way round, and has a column more.
        whole = book["全部"]
        whole.insert_cols(1)
        whole.move_range("B2:W2", rows=8)
        told = self.import_book(book)
        self.assertIn("已记入 1 个问题的填报，3 个没有新内容，0 行不能记入", told.stdout)
        claim, state, acts = self.claim("aaaa")
        self.assertEqual(claim, {"progress": "rectified", "remark": "页面已改", "owner": "王五", "done": "2018-05-10"})
        self.assertEqual((state, acts), ("new", ["found", "claimed"]))
        # What was filled in stands in the next workbook, and is nothing new there.
        again = self.export()
        own = again["商标局"]
        self.assertEqual(own.cell(self.row(own, "aaaa"), self.columns(own)["责任人"]).value, "王五")
        self.assertIn("已记入 0 个", self.import_book(again).stdout)
        # Only an inspection says that it is so.
        self.enter("2018-06-04", [finding("bbbb", None, "x"), finding("cccc", None, "x"), finding("dddd", None, "x")])
        self.assertEqual(self.claim("aaaa")[1:], ("rectified", ["found", "claimed", "rectified"]))

    def test_what_cannot_be_taken_is_named(self):
        book = self.export()
        whole, own = book["全部"], book["商标局"]
        progress = self.columns(whole)["整改情况"]
        whole.cell(self.row(whole, "aaaa"), progress).value = "已整改"
        own.cell(self.row(own, "aaaa"), progress).value = "正在整改"
        whole.cell(self.row(whole, "bbbb"), progress).value = "改好了"
        whole.cell(self.row(whole, "cccc"), progress).value = "正在整改"
        lost = self.row(whole, "dddd")
        whole.cell(lost, progress).value = "已整改"
        whole.cell(lost, self.columns(whole)["问题编号"]).value = None
        told = self.import_book(book, code=2)
        for place in (
            f"工作表“全部”第 {self.row(whole, 'aaaa')} 行", f"工作表“商标局”第 {self.row(own, 'aaaa')} 行",
            f"工作表“全部”第 {self.row(whole, 'bbbb')} 行", f"工作表“全部”第 {lost} 行",
        ):
            self.assertEqual(told.stderr.count(f"{place}：与") + told.stderr.count(f"{place}：整") + told.stderr.count(f"{place}：没"), 1, place)
        self.assertIn("已记入 1 个问题的填报，1 个没有新内容，4 行不能记入", told.stdout)
        self.assertEqual(self.claim("cccc")[0]["progress"], "under-way")
        self.assertEqual(self.claim("aaaa")[0]["progress"], None)

    def test_a_workbook_without_its_hidden_columns_names_every_row(self):
        book = self.export()
        for sheet in book.worksheets:
            sheet.cell(2, self.columns(sheet)["整改情况"]).value = "已整改"
            sheet.delete_cols(20, 3)
        told = self.import_book(book, code=2)
        self.assertEqual(told.stderr.count("没有问题编号"), 4)
        self.assertIn("已记入 0 个问题的填报", told.stdout)


class InCalc(Desk):
    """What LibreOffice Calc makes of the workbook."""

    def setUp(self):
        super().setUp()
        long = "这份材料在线上的指南里要求提交，在线下的指南和权威数据源里都没有。" * 6
        self.findings = [finding(f"{number:04}", "商标局", f"问题{number}：{long}完{number}。") for number in range(1, 61)]
        self.enter("2018-05-02", self.findings)

    def convert(self, name, ending):
        [file] = converted([self.folder / name], ending, self.folder)
        return file

    def test_it_prints_every_finding_whole_under_its_headings(self):
        self.export()
        pdf = Pdf(self.convert("ledger.xlsx", "pdf"))
        self.assertEqual(set(pdf.sizes), {(1191, 842)})
        self.assertGreater(len(pdf.pages), 4)
        for page in pdf.pages:
            self.assertIn("整改情况", bare(page))
        text = pdf.text()
        for number in range(1, 61):
            # On the sheet of all, and on that of the department.
            self.assertEqual(text.count(f"问题{number}："), 2)
            self.assertEqual(text.count(f"完{number}。"), 2, "the end of a text is not cut off")

    def test_what_it_saves_is_taken_back(self):
        book = self.export()
        sheet = book["商标局"]
        columns = self.columns(sheet)
        for key, progress, done in [("0001", "已整改", "2018-05-10"), ("0002", "有异议", None)]:
            row = self.row(sheet, key)
            sheet.cell(row, columns["整改情况"], progress)
            sheet.cell(row, columns["完成日期"], done)
        book.save(self.folder / "filled.xlsx")
        done = self.run_command("import", str(self.convert("filled.xlsx", "xlsx")), "--by", "商标局")
        self.assertIn("已记入 2 个问题的填报，58 个没有新内容，0 行不能记入", done.stdout)
        claim, state, _ = self.claim("0001")
        self.assertEqual((claim["progress"], claim["done"], state), ("rectified", "2018-05-10", "new"))


if __name__ == "__main__":
    unittest.main()
